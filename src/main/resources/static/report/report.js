// What the pages do beyond HTML. Without it all works but playing, and links load whole pages.
import { Player } from './player.js';
import './downloads.js';
import './live.js';

const section = document.getElementById('player');
if (section) {
  const player = new Player(section);
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-play]');
    if (button && button.id !== 'player-toggle') {
      player.open(button.dataset.play, button.dataset.title, button);
    }
  });
}

// A table that cannot be had in place is asked for as a page, which tells why.
for (const failure of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
  document.addEventListener(failure, event => {
    if (event.detail.boosted) {
      location.assign(event.detail.pathInfo.finalRequestPath);
    }
  });
}

// The address of a view has no fields that are empty; of the period they say that all calls are meant.
document.addEventListener('formdata', event => {
  if (event.target.matches('form.filter')) {
    for (const [name, value] of [...event.formData]) {
      if (value === '' && name !== 'from' && name !== 'to') {
        event.formData.delete(name);
      }
    }
  }
});

// An open menu closes with Escape, and gives the focus back.
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && event.target.closest('details.views[open], details.save-view[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
