{{/* What the pods of the gateway and of its Jobs share. */}}

{{/*
Secrets and files of the values, as volumes. Takes (list context name-of-the-own-Secret optional): a Job that runs before the release
does without the Secrets and ConfigMaps that may come with it.
*/}}
{{- define "ucm-billing-gateway.volumes" -}}
{{- $top := first . -}}
{{- $own := index . 1 }}
{{- $optional := index . 2 }}
- name: tmp
  emptyDir: {}
{{- range $i, $name := $top.Values.secretSettings.existingSecrets }}
- name: secrets-{{ $i }}
  secret:
    secretName: {{ $name }}
    {{- if $optional }}
    optional: true
    {{- end }}
{{- end }}
{{- if $top.Values.secretSettings.values }}
- name: own-secrets
  secret:
    secretName: {{ $own }}
    items:
      {{- range $key, $_ := $top.Values.secretSettings.values }}
      - key: {{ printf "setting.%s" $key }}
        path: {{ $key }}
      {{- end }}
{{- end }}
{{- range $name, $file := $top.Values.files }}
- name: file-{{ $name }}
  {{- if $file.configMap }}
  configMap:
    name: {{ $file.configMap }}
    {{- if $optional }}
    optional: true
    {{- end }}
  {{- else }}
  secret:
    secretName: {{ default $own $file.secret }}
    {{- if and $optional $file.secret }}
    optional: true
    {{- end }}
    {{- with $file.data }}
    items:
      {{- range $key, $_ := . }}
      - key: {{ printf "file.%s.%s" $name $key }}
        path: {{ $key }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* What every container may write to or read. */}}
{{- define "ucm-billing-gateway.fileMounts" }}
- name: tmp
  mountPath: /tmp
{{- range $name, $_ := .Values.files }}
- name: file-{{ $name }}
  mountPath: {{ include "ucm-billing-gateway.folder" $ }}/files/{{ $name }}
  readOnly: true
{{- end }}
{{- end -}}

{{- define "ucm-billing-gateway.volumeMounts" -}}
{{- $folder := include "ucm-billing-gateway.folder" . }}
{{- include "ucm-billing-gateway.fileMounts" . }}
{{- range $i, $name := .Values.secretSettings.existingSecrets }}
- name: secrets-{{ $i }}
  mountPath: {{ $folder }}/secrets/{{ $name }}
  readOnly: true
{{- end }}
{{- if .Values.secretSettings.values }}
- name: own-secrets
  mountPath: {{ $folder }}/own-secrets
  readOnly: true
{{- end }}
{{- end -}}

{{/* The container's head: image, security, and where its variables come from. */}}
{{- define "ucm-billing-gateway.container" -}}
image: {{ include "ucm-billing-gateway.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- toYaml .Values.securityContext | nindent 2 }}
{{- with .Values.envFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The pod's head. Takes (list context serviceAccountName). */}}
{{- define "ucm-billing-gateway.pod" -}}
{{- $values := (first .).Values -}}
serviceAccountName: {{ last . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- toYaml $values.podSecurityContext | nindent 2 }}
{{- range $field := list "imagePullSecrets" "nodeSelector" "tolerations" "affinity" "priorityClassName" }}
{{- with index $values $field }}
{{ $field }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}
