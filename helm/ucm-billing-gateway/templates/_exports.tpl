{{/* The listeners of the exports, read out of gateway.exports. */}}

{{/* {"ports": [8443, …]}: those of all enabled exports, ascending, but for what only listens on loopback. */}}
{{- define "ucm-billing-gateway.exportPorts" -}}
{{- $ports := dict -}}
{{- range $name, $export := .Values.gateway.exports -}}
{{- if eq (toString $export.enabled) "true" -}}
{{- $address := $export.address | default "0.0.0.0:8443" | trim -}}
{{- $key := printf "gateway.exports.%s.address" $name -}}
{{- $port := regexFind ":[0-9]+$" $address | trimPrefix ":" | default "8443" -}}
{{- $known := regexMatch "^(\\[[0-9A-Fa-f:.]+\\]|[0-9.]+)(:[0-9]{1,5})?$" $address -}}
{{- if not (and $known (gt (int $port) 0) (lt (int $port) 65536)) -}}
{{- fail (printf "%s: found %q, expected an IP address and a port, such as 0.0.0.0:8443" $key $address) -}}
{{- end -}}
{{- if has $port (list "8080" "8081") -}}
{{- fail (printf "%s: found port %s, which is the gateway's own, expected another one" $key $port) -}}
{{- end -}}
{{- if not (regexMatch "^(127\\.|\\[::1\\])" $address) -}}
{{- $_ := set $ports (printf "%05d" (int $port)) (int $port) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $sorted := list -}}
{{- range $_, $port := $ports }}{{ $sorted = append $sorted $port }}{{ end -}}
{{- toYaml (dict "ports" $sorted) -}}
{{- end -}}

{{/* One Service. Takes (list context suffix ports settings), where settings are those of exportService or like them. */}}
{{- define "ucm-billing-gateway.exportService" -}}
{{- $top := first . -}}
{{- $settings := index . 3 -}}
{{- $ports := list -}}
{{- range index . 2 -}}
{{- $outer := dig (toString .) "port" . $top.Values.exportService.ports -}}
{{- $name := printf "export-%d" (int .) -}}
{{- $ports = append $ports (dict "name" $name "port" (int $outer) "targetPort" $name) -}}
{{- end -}}
{{- $spec := dict "type" $settings.type "ports" $ports -}}
{{- $_ := set $spec "selector" (include "ucm-billing-gateway.selector" (list $top "gateway") | fromYaml) -}}
{{- if ne $settings.type "ClusterIP" }}{{ $_ := set $spec "externalTrafficPolicy" "Local" }}{{ end -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "ucm-billing-gateway.fullname" $top }}-{{ index . 1 }}
  namespace: {{ $top.Release.Namespace }}
  labels:
    {{- include "ucm-billing-gateway.labels" (list $top "gateway") | nindent 4 }}
  {{- with $settings.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- $more := deepCopy $settings.spec }}
{{- /* Kubernetes refuses these of a Service of another type. They may stand at exportService for all. */}}
{{- if ne $settings.type "LoadBalancer" }}
{{- $more = omit $more "loadBalancerSourceRanges" "loadBalancerClass" "loadBalancerIP" "allocateLoadBalancerNodePorts"
      "healthCheckNodePort" }}
{{- end }}
{{- if eq $settings.type "ClusterIP" }}{{ $more = omit $more "externalTrafficPolicy" }}{{ end }}
spec:
  {{- toYaml (mergeOverwrite $spec $more) | nindent 2 }}
{{- end -}}
