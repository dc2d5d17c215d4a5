{{/* What the gateway is told: its file, its secrets, its environment. */}}

{{/* {"imports": […]}: those of the values' config. A fleet from a file of the operator's own comes by them. */}}
{{- define "ucm-billing-gateway.ownImports" -}}
{{- $own := ((.Values.config.spring).config).import | default list -}}
{{- toYaml (dict "imports" (kindIs "slice" $own | ternary $own (list $own))) -}}
{{- end -}}

{{/* The file's part that is not the fleet, as YAML: config, and the imports of secret settings. */}}
{{- define "ucm-billing-gateway.config" -}}
{{- $config := deepCopy .Values.config -}}
{{- $imports := list -}}
{{- range .Values.secretSettings.existingSecrets -}}
{{- $imports = append $imports (printf "configtree:%s/secrets/%s/" (include "ucm-billing-gateway.folder" $) .) -}}
{{- end -}}
{{- if .Values.secretSettings.values -}}
{{- $imports = append $imports (printf "configtree:%s/own-secrets/" (include "ucm-billing-gateway.folder" .)) -}}
{{- end -}}
{{- if $imports -}}
{{- $own := (include "ucm-billing-gateway.ownImports" . | fromYaml).imports -}}
{{- $config = mergeOverwrite $config (dict "spring" (dict "config" (dict "import" (concat $own $imports)))) -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{/* The whole file. */}}
{{- define "ucm-billing-gateway.fleet" -}}
{{- $directory := dict "recordings" (dict "directory" (include "ucm-billing-gateway.recordings" .)) -}}
{{- $gateway := mergeOverwrite (deepCopy .Values.gateway) $directory -}}
{{- toYaml (mergeOverwrite (include "ucm-billing-gateway.config" . | fromYaml) (dict "gateway" $gateway)) -}}
{{- end -}}

{{/* The data of the chart's own Secret, as YAML: {} if it holds nothing. */}}
{{- define "ucm-billing-gateway.secretData" -}}
{{- $data := dict -}}
{{- with .Values.database -}}
{{- if and .password (not .existingSecret) }}{{ $_ := set $data "database.password" .password }}{{ end -}}
{{- end -}}
{{- range $key, $value := .Values.secretSettings.values -}}
{{- $_ := set $data (printf "setting.%s" $key) (kindIs "string" $value | ternary $value (toJson $value)) -}}
{{- end -}}
{{- range $name, $file := .Values.files -}}
{{- range $key, $text := $file.data }}{{ $_ := set $data (printf "file.%s.%s" $name $key) $text }}{{ end -}}
{{- end -}}
{{- toYaml $data -}}
{{- end -}}

{{- define "ucm-billing-gateway.databaseHost" -}}
{{- .Values.database.host | contains ":" | ternary (printf "[%s]" .Values.database.host) .Values.database.host -}}
{{- end -}}

{{- define "ucm-billing-gateway.databaseUrl" -}}
{{- $host := include "ucm-billing-gateway.databaseHost" . -}}
{{- $parameters := list -}}
{{- range $key, $value := .Values.database.parameters -}}
{{- $parameters = append $parameters (printf "%s=%s" $key ($value | toString | urlquery)) -}}
{{- end -}}
{{- $url := printf "jdbc:postgresql://%s:%d/%s" $host (int .Values.database.port) .Values.database.name -}}
{{- $parameters | empty | ternary $url (printf "%s?%s" $url (join "&" $parameters)) -}}
{{- end -}}

{{/* Takes (list context name-of-the-own-Secret key variable). A variable of the database's user or password. */}}
{{- define "ucm-billing-gateway.databaseSecret" -}}
{{- $database := (first .).Values.database -}}
{{- $name := default (index . 1) $database.existingSecret -}}
{{- toYaml (dict "valueFrom" (dict "secretKeyRef" (dict "name" $name "key" (index . 2)))) -}}
{{- end -}}

{{/*
The environment, as a list. Takes (list context name-of-the-own-Secret further-variables). What the values' env has wins.
*/}}
{{- define "ucm-billing-gateway.env" -}}
{{- $top := first . -}}
{{- $own := index . 1 -}}
{{- $database := $top.Values.database -}}
{{- $env := dict "SPRING_DATASOURCE_URL" (include "ucm-billing-gateway.databaseUrl" $top) -}}
{{- $_ := set $env "SPRING_DATASOURCE_USERNAME" $database.username -}}
{{- if and $database.existingSecret $database.usernameKey -}}
{{- $user := include "ucm-billing-gateway.databaseSecret" (list $top $own $database.usernameKey) | fromYaml -}}
{{- $_ := set $env "SPRING_DATASOURCE_USERNAME" $user -}}
{{- end -}}
{{- if or $database.existingSecret $database.password -}}
{{- $key := $database.existingSecret | empty | ternary "database.password" $database.passwordKey -}}
{{- $password := include "ucm-billing-gateway.databaseSecret" (list $top $own $key) | fromYaml -}}
{{- $_ := set $env "SPRING_DATASOURCE_PASSWORD" $password -}}
{{- end -}}
{{- with $top.Values.javaOptions }}{{ $_ := set $env "JAVA_TOOL_OPTIONS" . }}{{ end -}}
{{- range $name, $value := index . 2 }}{{ $_ := set $env $name $value }}{{ end -}}
{{- range $name, $value := $top.Values.env }}{{ $_ := set $env $name $value }}{{ end -}}
{{- range $name, $value := $env }}
- name: {{ $name }}
{{- if kindIs "map" $value }}
  {{- toYaml $value | nindent 2 }}
{{- else }}
  value: {{ kindIs "string" $value | ternary $value (toJson $value) | quote }}
{{- end }}
{{- end }}
{{- end -}}
