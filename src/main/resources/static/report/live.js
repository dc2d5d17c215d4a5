// Refreshes the parts of a page that say so, while somebody sees them and selects nothing in them. If that fails, the page says so.
const parts = [...document.querySelectorAll('[data-refresh]')];
const note = document.getElementById('refresh-failed');

function refresh(part) {
  if (!document.hidden && (document.getSelection()?.isCollapsed ?? true)) {
    window.htmx?.trigger(part, 'refresh');
  }
}

for (const part of parts) {
  setInterval(() => refresh(part), 1000 * Number(part.dataset.refresh));
  document.addEventListener('visibilitychange', () => refresh(part));
}

if (parts.length && note) {
  const failed = () => { note.hidden = false; };
  document.addEventListener('htmx:responseError', failed);
  document.addEventListener('htmx:sendError', failed);
  // Another page than the one that was asked for, such as that where one signs in, replaces nothing.
  document.addEventListener('htmx:beforeSwap', event => {
    const part = event.detail.requestConfig?.elt;
    if (part?.dataset?.refreshes) {
      const whole = event.detail.serverResponse.includes('id="' + part.dataset.refreshes + '"');
      event.detail.shouldSwap = event.detail.shouldSwap && whole;
      note.hidden = whole && event.detail.xhr.status < 400;
    }
  });
}
