// As an inbox of a help desk asks by fetch: the firmware's own version, the action in front of the cookie, a recording by
// the name behind the month. A space in the times, as another client of Node sends.
import { createHash } from 'node:crypto';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
process.removeAllListeners('warning');
process.on('warning', () => {});
const [url, password] = process.argv.slice(2);
const md5 = (data) => createHash('md5').update(data).digest('hex');

async function send(request) {
  const answer = await fetch(`${url}/api`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify({ request }),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer;
}

const json = async (request) => (await send(request)).json();

const { challenge } = (await json({ action: 'challenge', user: 'cdrapi', version: '1.0.20.23' })).response;
const { cookie } = (await json({ action: 'login', user: 'cdrapi', token: md5(challenge + password) })).response;
const page = await json({
  action: 'cdrapi', format: 'json', numRecords: '1000', offset: '0',
  startTime: '2025-01-01 00:00:00', endTime: '2026-01-01 00:00:00', cookie,
});
const calls = page.response?.cdr_root || page.cdr_root;
const legs = calls.flatMap((call) =>
  call.main_cdr ? Object.keys(call).filter((key) => key.startsWith('sub_cdr')).map((key) => call[key]) : [call]);
const recorded = legs.filter((leg) => leg.recordfiles);
const { recordfiles } = (await json({ action: 'getRecordInfosByCall', id: recorded[0].AcctId, cookie })).response;
const file = recordfiles.split('/')[1].split('@')[0];
const audio = Buffer.from(await (await send({ action: 'recapi', filedir: 'monitor', filename: file, cookie })).arrayBuffer());
const left = (await json({ action: 'logout', cookie })).status;
const gone = (await json({ action: 'cdrapi', cookie, format: 'json' })).status;
console.log(`calls ${calls.length}, legs ${legs.length}, recorded ${recorded.map((leg) => leg.AcctId).join(',')}, `
  + `file ${file}, md5 ${md5(audio)}, logout ${left}, then ${gone}`);
