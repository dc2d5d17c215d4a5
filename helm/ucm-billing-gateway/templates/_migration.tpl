{{/* Annotations of what the migration's Job reads. */}}
{{- define "ucm-billing-gateway.migrationInput" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: "-10"
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}

{{/* The container that dumps the database. A dump that breaks off never has the name of a whole one. */}}
{{- define "ucm-billing-gateway.backup" -}}
{{- $backup := .Values.migration.backup -}}
{{- $parameters := .Values.database.parameters -}}
image: {{ $backup.image | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- toYaml (mergeOverwrite (deepCopy .Values.securityContext) (dict "runAsUser" (int $backup.user))) | nindent 2 }}
command:
  - sh
  - -ec
  - |
    file=/backup/{{ .Release.Name }}-{{ .Release.Revision }}.dump
    pg_dump --format=custom --file="$file.part"
    mv "$file.part" "$file"
env:
  - name: PGHOST
    value: {{ .Values.database.host | quote }}
  - name: PGPORT
    value: {{ .Values.database.port | int | quote }}
  - name: PGDATABASE
    value: {{ .Values.database.name | quote }}
  {{- range $variable, $parameter := dict "PGSSLMODE" "sslmode" "PGSSLROOTCERT" "sslrootcert" }}
  {{- with index $parameters $parameter }}
  - name: {{ $variable }}
    value: {{ . | quote }}
  {{- end }}
  {{- end }}
  {{- $own := printf "%s-migration" (include "ucm-billing-gateway.fullname" .) }}
  {{- range include "ucm-billing-gateway.env" (list . $own dict) | fromYamlArray }}
  {{- if has .name (list "SPRING_DATASOURCE_USERNAME" "SPRING_DATASOURCE_PASSWORD") }}
  - {{ set . "name" (eq .name "SPRING_DATASOURCE_USERNAME" | ternary "PGUSER" "PGPASSWORD") | toJson }}
  {{- end }}
  {{- end }}
resources:
  {{- toYaml .Values.migration.resources | nindent 2 }}
volumeMounts:
  {{- include "ucm-billing-gateway.fileMounts" . | trim | nindent 2 }}
  - name: backup
    mountPath: /backup
{{- end -}}
