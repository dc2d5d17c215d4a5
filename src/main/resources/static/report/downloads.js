// Shows how far a download is. Each gets a random name, under which its replica can be asked.
const PAUSE = 1000;
const MOST_UNKNOWN = 120;

function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
}

// Another replica may be asked, which does not know it: then what was shown before stays.
async function watch(name, region) {
  for (let unknown = 0; unknown < MOST_UNKNOWN;) {
    await new Promise(resolve => setTimeout(resolve, PAUSE));
    const answer = await fetch(`/calls/download/${name}/progress`, { redirect: 'error' });
    if (answer.status !== 200) {
      unknown++;
      continue;
    }
    unknown = 0;
    region.innerHTML = await answer.text();
    if (region.firstElementChild.dataset.state !== 'RUNNING') {
      return;
    }
  }
  region.replaceChildren();
}

document.addEventListener('submit', event => {
  const form = event.target.closest('form[data-download]');
  const region = document.getElementById('download-progress');
  if (form && region) {
    const name = randomName();
    const field = form.elements.namedItem('download') ?? form.appendChild(document.createElement('input'));
    field.type = 'hidden';
    field.name = 'download';
    field.value = name;
    watch(name, region).catch(() => region.replaceChildren());
  }
});
