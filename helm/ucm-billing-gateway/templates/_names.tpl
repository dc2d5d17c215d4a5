{{/* Names and labels. */}}

{{- define "ucm-billing-gateway.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/*
The name of all objects, before a suffix such as -export-65535: at most 46 characters, a DNS label that begins with a
letter. A longer one is cut and ends in a hash, so that two releases never share it.
*/}}
{{- define "ucm-billing-gateway.fullname" -}}
{{- $name := .Values.fullnameOverride -}}
{{- if not $name -}}
{{- $chart := default .Chart.Name .Values.nameOverride -}}
{{- $name = eq .Release.Name $chart | ternary .Release.Name (printf "%s-%s" .Release.Name $chart) -}}
{{- end -}}
{{- $label := $name | replace "." "-" -}}
{{- if regexMatch "^[0-9]" $label }}{{ $label = printf "g-%s" $label }}{{ end -}}
{{- if or (gt (len $label) 46) (ne $label $name) -}}
{{- $label = printf "%s-%s" ($label | trunc 37 | trimSuffix "-") (sha256sum $name | trunc 8) -}}
{{- end -}}
{{- $label -}}
{{- end -}}

{{- define "ucm-billing-gateway.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- include "ucm-billing-gateway.fullname" . -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Takes (list context component). */}}
{{- define "ucm-billing-gateway.selector" -}}
{{- $top := first . -}}
app.kubernetes.io/name: {{ include "ucm-billing-gateway.name" $top }}
app.kubernetes.io/instance: {{ $top.Release.Name | quote }}
app.kubernetes.io/component: {{ last . }}
{{- end -}}

{{/* Takes (list context component). */}}
{{- define "ucm-billing-gateway.labels" -}}
{{- $top := first . -}}
{{ $chart := printf "%s-%s" $top.Chart.Name $top.Chart.Version -}}
helm.sh/chart: {{ $chart | replace "+" "_" | trunc 63 | trimAll "-._" | quote }}
{{ include "ucm-billing-gateway.selector" . }}
app.kubernetes.io/version: {{ $top.Chart.AppVersion | replace "+" "_" | trunc 63 | trimAll "-._" | quote }}
app.kubernetes.io/managed-by: {{ $top.Release.Service | quote }}
{{- with $top.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "ucm-billing-gateway.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag | toString) -}}
{{- end -}}
{{- end -}}

{{/* Where the pods find what is mounted. */}}
{{- define "ucm-billing-gateway.folder" -}}/etc/gateway{{- end -}}

{{/* The recordings' folder. The gateway makes it itself, for its own user alone, on the volume mounted above it. */}}
{{- define "ucm-billing-gateway.recordings" -}}
{{- dig "recordings" "directory" "/var/lib/gateway/recordings" .Values.gateway -}}
{{- end -}}
