# As a call analysis asks by urllib: compact JSON, numbers as text, a new login at -5 and -6, pages until one is empty.
import hashlib, json, ssl, sys, urllib.request

url, password = sys.argv[1] + '/api', sys.argv[2]
context = ssl._create_unverified_context()
state = {'cookie': 'sid0-0'}


def post(request):
    data = json.dumps({'request': request}, ensure_ascii=False, separators=(',', ':')).encode()
    headers = {'Content-Type': 'application/json'}
    return urllib.request.urlopen(
        urllib.request.Request(url, data=data, headers=headers, method='POST'), timeout=20, context=context).read()


def status(body):
    return int(json.loads(body).get('status', 0)) if body.lstrip().startswith(b'{') else 0


def login():
    challenge = json.loads(post({'action': 'challenge', 'user': 'cdrapi', 'version': '1.0'}))['response']['challenge']
    token = hashlib.md5((challenge + password).encode()).hexdigest()
    state['cookie'] = json.loads(post({'action': 'login', 'user': 'cdrapi', 'token': token}))['response']['cookie']


def ask(action, **parameters):
    body = post({'action': action, 'cookie': state['cookie'], **parameters})
    if status(body) in (-5, -6):
        login()
        body = post({'action': action, 'cookie': state['cookie'], **parameters})
    assert status(body) == 0, body
    return body


calls = []
while True:
    page = json.loads(ask('cdrapi', format='json', startTime='2025-01-01T00:00:00', endTime='2026-01-01T00:00:00',
                          numRecords='4', offset=str(len(calls))))['cdr_root']
    if not page:
        break
    calls += page
legs = [leg for call in calls for leg in ([v for k, v in call.items() if k.startswith('sub_cdr')] or [call])]
recorded = [leg['AcctId'] for leg in legs if leg['recordfiles']]
files = json.loads(ask('getRecordInfosByCall', id=recorded[0]))['response']['recordfiles'].split(',')
file = files[0].rstrip('@').split('/')[-1]
audio = ask('recapi', filedir='monitor', filename=file)
left = status(post({'action': 'logout', 'cookie': state['cookie']}))
gone = status(post({'action': 'cdrapi', 'cookie': state['cookie'], 'format': 'json'}))
print(f"calls {len(calls)}, legs {len(legs)}, recorded {','.join(recorded)}, file {file}, "
      f"md5 {hashlib.md5(audio).hexdigest()}, logout {left}, then {gone}")
