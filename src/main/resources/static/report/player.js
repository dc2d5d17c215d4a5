// Plays one recording at a time. By keyboard: space or K plays and pauses, J and L or the arrows go ten seconds back and on.
const STEP = 10;

export class Player {
  #section;
  #audio;
  #toggle;
  #seek;
  #time;
  #error;
  #opener = null;

  constructor(section) {
    const part = name => section.querySelector('#player-' + name);
    this.#section = section;
    this.#audio = part('audio');
    this.#toggle = part('toggle');
    this.#seek = part('seek');
    this.#time = part('time');
    this.#error = part('error');
    this.#toggle.addEventListener('click', () => this.#playOrPause());
    part('back').addEventListener('click', () => this.#move(-STEP));
    part('forward').addEventListener('click', () => this.#move(STEP));
    part('close').addEventListener('click', () => this.#close());
    part('speed').addEventListener('change', event => { this.#audio.playbackRate = Number(event.target.value); });
    this.#seek.addEventListener('input', () => { this.#audio.currentTime = Number(this.#seek.value); });
    for (const event of ['timeupdate', 'durationchange', 'play', 'pause', 'ended']) {
      this.#audio.addEventListener(event, () => this.#show());
    }
    this.#audio.addEventListener('error', () => { this.#error.hidden = !this.#audio.getAttribute('src'); });
    section.addEventListener('keydown', event => this.#key(event));
  }

  open(address, title, opener) {
    this.#opener = opener;
    this.#section.hidden = false;
    this.#error.hidden = true;
    this.#section.querySelector('#player-title').textContent = title;
    this.#audio.src = address;
    this.#audio.playbackRate = Number(this.#section.querySelector('#player-speed').value);
    this.#audio.play().catch(() => this.#show());
    this.#toggle.focus();
  }

  #close() {
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
    this.#section.hidden = true;
    this.#opener?.focus();
  }

  #playOrPause() {
    if (this.#audio.paused) {
      this.#audio.play().catch(() => this.#show());
    } else {
      this.#audio.pause();
    }
  }

  #move(seconds) {
    const end = Number.isFinite(this.#audio.duration) ? this.#audio.duration : 0;
    this.#audio.currentTime = Math.min(end, Math.max(0, this.#audio.currentTime + seconds));
  }

  #key(event) {
    if (event.target.matches('select, input')) {
      return;
    }
    const action = { k: () => this.#playOrPause(), j: () => this.#move(-STEP), l: () => this.#move(STEP),
      ArrowLeft: () => this.#move(-STEP), ArrowRight: () => this.#move(STEP), Escape: () => this.#close() }[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  }

  #show() {
    const length = Number.isFinite(this.#audio.duration) ? this.#audio.duration : 0;
    this.#seek.max = Math.ceil(length);
    this.#seek.value = Math.floor(this.#audio.currentTime);
    this.#seek.setAttribute('aria-valuetext', clock(this.#audio.currentTime));
    this.#time.textContent = clock(this.#audio.currentTime) + ' / ' + clock(length);
    this.#toggle.textContent = this.#audio.paused ? this.#toggle.dataset.play : this.#toggle.dataset.pause;
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = value => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return (hours ? hours + ':' + two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60)) + ':' + two(whole % 60);
}
