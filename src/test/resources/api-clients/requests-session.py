# As several scripts ask by requests: json=…, a session that keeps cookies, numbers as numbers, JSON told by its type.
import hashlib, requests, sys, urllib3

urllib3.disable_warnings()
url, password = sys.argv[1] + '/api', sys.argv[2]
session = requests.Session()


def post(**request):
    answer = session.post(url, json={'request': request}, verify=False, timeout=20)
    assert answer.status_code == 200, answer.status_code
    return answer


challenge = post(action='challenge', user='cdrapi', version='1.0').json()['response']['challenge']
token = hashlib.md5(f'{challenge}{password}'.encode()).hexdigest()
answer = post(action='login', user='cdrapi', token=token, url=url).json()
assert answer['status'] == 0, answer
cookie = answer['response']['cookie']
# The jar alone: the cookie is in no request of these.
calls = post(action='cdrapi', format='json', numRecords=200, offset=0, timeFilterType='Start',
             startTime='2025-01-01T00:00-03:00').json()['cdr_root']
legs = []
for call in calls:
    legs += [call[key] for key in call if key.startswith('sub_cdr_')] if 'main_cdr' in call else [call]
recorded = [leg['AcctId'] for leg in legs if leg['recordfiles'].strip().rstrip('@')]
paths = post(action='getRecordInfosByCall', cookie=cookie, id=recorded[0]).json()['response']['recordfiles'].split(',')
file = paths[-1].split('/')[-1]
answer = post(action='recapi', cookie=cookie, filedir='monitor', filename=file)
assert 'application/json' not in answer.headers['Content-Type'], answer.text
left = post(action='logout', cookie=cookie).json()['status']
gone = post(action='cdrapi', cookie=cookie).json()['status']
print(f"calls {len(calls)}, legs {len(legs)}, recorded {','.join(recorded)}, file {file}, "
      f"md5 {hashlib.md5(answer.content).hexdigest()}, logout {left}, then {gone}")
