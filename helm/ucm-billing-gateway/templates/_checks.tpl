{{/* What a schema cannot say. Each message names the value's path, what was found and what was expected. */}}

{{- define "ucm-billing-gateway.checks" -}}
{{- $key := "^[-._a-zA-Z0-9]{1,200}$" -}}
{{- include "ucm-billing-gateway.checkKeys" (list "gateway.sites" .Values.gateway.sites "^[a-z0-9][a-z0-9-]{0,39}$") -}}
{{- include "ucm-billing-gateway.checkKeys" (list "secretSettings.values" .Values.secretSettings.values $key) -}}
{{- include "ucm-billing-gateway.checkKeys" (list "env" .Values.env "^[-._a-zA-Z][-._a-zA-Z0-9]*$") -}}
{{- include "ucm-billing-gateway.checkKeys" (list "files" .Values.files "^[a-z0-9]([-a-z0-9]{0,56}[a-z0-9])?$") -}}
{{- range $name, $file := .Values.files -}}
{{- include "ucm-billing-gateway.checkKeys" (list (printf "files.%s.data" $name) $file.data $key) -}}
{{- end -}}
{{- include "ucm-billing-gateway.checkKeys" (list "exportService.ports" .Values.exportService.ports "^[0-9]{1,5}$") -}}
{{- include "ucm-billing-gateway.checkLabels" (list "commonLabels" .Values.commonLabels) -}}
{{- include "ucm-billing-gateway.checkLabels" (list "podLabels" .Values.podLabels) -}}
{{- include "ucm-billing-gateway.checkSecrets" (list "gateway" .Values.gateway) -}}
{{- include "ucm-billing-gateway.checkSecrets" (list "config" .Values.config) -}}
{{- include "ucm-billing-gateway.checkNested" (list "config" .Values.config "(?i)^spring\\.config") -}}
{{- with .Values.config.spring -}}
{{- include "ucm-billing-gateway.checkNested" (list "config.spring" . "(?i)^config\\.") -}}
{{- include "ucm-billing-gateway.checkNested" (list "config.spring.config" .config "(?i)^import\\[") -}}
{{- end -}}
{{- include "ucm-billing-gateway.checkCache" . -}}
{{- $backup := .Values.migration.backup -}}
{{- if and $backup.enabled (not $backup.existingClaim) -}}
{{- fail "migration.backup.existingClaim: found nothing, expected the name of a claim to write the dump to" -}}
{{- end -}}
{{- if and $backup.enabled (ne .Values.migration.by "job") -}}
{{- fail (printf "migration.backup.enabled: found true with migration.by %s, expected migration.by job"
      .Values.migration.by) -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- fail "ingress.hosts: found none, expected at least one host, such as gateway.example" -}}
{{- end -}}
{{- with .Values.autoscaling -}}
{{- if and .enabled (lt (int .maxReplicas) (int .minReplicas)) -}}
{{- fail (printf "autoscaling.maxReplicas: found %d, expected at least autoscaling.minReplicas, which is %d"
      (int .maxReplicas) (int .minReplicas)) -}}
{{- end -}}
{{- end -}}
{{- include "ucm-billing-gateway.checkGrace" . -}}
{{- end -}}

{{/* A pod needs the time to stop: its pause, gateway.shutdown-delay, and 25 s for its passes and answers. */}}
{{- define "ucm-billing-gateway.checkGrace" -}}
{{- $grace := int .Values.terminationGracePeriodSeconds -}}
{{- $stop := 45 -}}
{{- $parts := "45" -}}
{{- $delay := index .Values.gateway "shutdown-delay" | toString -}}
{{- if regexMatch "^[0-9]{1,9}(ms|s|m)$" $delay -}}
{{- $unit := index (dict "ms" 1 "s" 1000 "m" 60000) (regexFind "[a-z]+$" $delay) -}}
{{- $milliseconds := mul (regexFind "^[0-9]+" $delay | atoi) $unit -}}
{{- $needed := add 25 (div (add $milliseconds 999) 1000) -}}
{{- if gt $needed 45 }}{{ $stop = $needed }}{{ $parts = "25, gateway.shutdown-delay" }}{{ end -}}
{{- end -}}
{{- $least := add $stop (int .Values.preStopSeconds) -}}
{{- if lt $grace (int $least) -}}
{{- fail (printf "terminationGracePeriodSeconds: found %d, expected at least %d, which is %s and preStopSeconds"
      $grace $least $parts) -}}
{{- end -}}
{{- end -}}

{{/* Refuses a key of another form, which the schema's validator would tell without its place. Takes (list path map form). */}}
{{- define "ucm-billing-gateway.checkKeys" -}}
{{- $path := first . -}}
{{- $form := last . -}}
{{- range $key, $_ := index . 1 -}}
{{- if not (regexMatch $form $key) -}}
{{- fail (printf "%s: found the key %q, expected one of the form %s" $path $key $form) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Refuses a label of the chart's own, by which its objects find each other. Takes (list path map). */}}
{{- define "ucm-billing-gateway.checkLabels" -}}
{{- $path := first . -}}
{{- range $key, $_ := last . -}}
{{- if regexMatch "^(helm\\.sh/chart|app\\.kubernetes\\.io/(name|instance|version|managed-by|component))$" $key -}}
{{- fail (printf "%s: found the key %q, which the chart sets itself, expected another one" $path $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Refuses a password in plain text, as it would stand in a ConfigMap. Takes (list path tree). */}}
{{- define "ucm-billing-gateway.checkSecrets" -}}
{{- $path := first . -}}
{{- range $key, $value := last . -}}
{{- $here := printf "%s.%s" $path $key -}}
{{- if kindIs "map" $value -}}
{{- include "ucm-billing-gateway.checkSecrets" (list $here $value) -}}
{{- else if regexMatch "(?i)(password|secret|private-?key)$" $key -}}
{{- $file := and (regexMatch "(?i)key$" $key) (regexMatch "^/" (toString $value)) -}}
{{- if not (or (empty $value) $file (regexMatch "^\\$\\{[^:{}]+\\}$" (toString $value))) -}}
{{- fail (printf "%s: found plain text (not shown), expected ${name} with the name of a secret setting or a variable"
      $here) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Refuses a key by which the chart's own spring.config.import would not be read. Takes (list path map form). */}}
{{- define "ucm-billing-gateway.checkNested" -}}
{{- $path := first . -}}
{{- $form := last . -}}
{{- range $key, $_ := index . 1 -}}
{{- if regexMatch $form $key -}}
{{- fail (printf "%s: found the key %q, expected it nested, as in spring: { config: { import: [file:/fleet.yaml] } }"
      $path $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* An archive must be one for all pods, and must not go with a pod. */}}
{{- define "ucm-billing-gateway.checkCache" -}}
{{- $recordings := default dict .Values.gateway.recordings -}}
{{- $directory := include "ucm-billing-gateway.recordings" . -}}
{{- if not (regexMatch "^/[^/]+/.*[^/]$" $directory) -}}
{{- fail (printf "gateway.recordings.directory: found %q, expected an absolute path in a folder, such as /data/recordings"
      $directory) -}}
{{- end -}}
{{- $all := list -}}
{{- if eq (toString $recordings.keep) "ALL" }}{{ $all = append $all "gateway.recordings.keep" }}{{ end -}}
{{- range $site, $of := $recordings.sites -}}
{{- if eq (toString $of.keep) "ALL" -}}
{{- $all = append $all (printf "gateway.recordings.sites.%s.keep" $site) -}}
{{- end -}}
{{- end -}}
{{- if and $all (ne .Values.cache.kind "shared") -}}
{{- fail (printf "cache.kind: found %s, expected shared, as %s is ALL" .Values.cache.kind (first $all)) -}}
{{- end -}}
{{- end -}}
