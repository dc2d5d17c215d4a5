#!/bin/sh
# As a PHP class for the UCM6202 asks by libcurl: /api/v1, version 1.2, the URL beside the token, a charset in the type.
url=$1 password=$2
post() {
  curl -sk --max-time 20 -H 'Content-Type: application/json;charset=UTF-8' -d "$1" "$url/api/v1"
}
# As another one asks: no version, and the type that curl sends by itself.
bare() {
  curl -sk --max-time 20 -d "$1" "$url/api"
}
member() {
  sed -n "s/.*\"$1\": *\"\{0,1\}\([^\",}]*\).*/\1/p"
}
challenge=$(bare '{"request":{"action":"challenge","user":"cdrapi"}}' | member challenge)
challenge_too=$(post '{"request":{"action":"challenge","user":"cdrapi","version":"1.2"}}' | member challenge)
token=$(printf %s "${challenge_too:-$challenge}$password" | md5sum | cut -d' ' -f1)
cookie=$(post "{\"request\":{\"action\":\"login\",\"token\":\"$token\",\"url\":\"$url\",\"user\":\"cdrapi\"}}" | member cookie)
page=$(post "{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"$cookie\",\"format\":\"json\",\"startTime\":\"2025-01-01\",\"endTime\":\"2026-01-01T00:00\"}}")
calls=$(printf '%s\n' "$page" | grep -c '^    {')
legs=$(printf '%s\n' "$page" | grep -o '"AcctId": "[0-9]' | grep -c .)
recorded=$(printf '%s\n' "$page" | grep -o '"AcctId": "[0-9]*"[^{}]*"recordfiles": "[^"]' | cut -d'"' -f4)
files=$(bare "{\"request\":{\"action\":\"getRecordInfosByCall\",\"cookie\":\"$cookie\",\"id\":\"$recorded\"}}" | member recordfiles)
file=${files##*/}
sum=$(bare "{\"request\":{\"action\":\"recapi\",\"cookie\":\"$cookie\",\"filedir\":\"monitor\",\"filename\":\"$file\"}}" | md5sum | cut -d' ' -f1)
left=$(bare "{\"request\":{\"action\":\"logout\",\"cookie\":\"$cookie\"}}" | member status)
gone=$(bare "{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"$cookie\"}}" | member status)
echo "calls $calls, legs $legs, recorded $recorded, file $file, md5 $sum, logout $left, then $gone"
