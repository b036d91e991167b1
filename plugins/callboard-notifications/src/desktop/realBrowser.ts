import type { Browser } from './Browser';

/** Two soft notes: their pitch in hertz, and the start of each, in seconds. */
const NOTES = [
  [880, 0],
  [1174.66, 0.14],
] as const;
const LENGTH = 0.35;
const VOLUME = 0.08;

/** Plays the sound of a new notification, if the browser allows it. */
function playChime(): void {
  try {
    const audio = new AudioContext();
    for (const [pitch, start] of NOTES) {
      const at = audio.currentTime + start;
      const note = audio.createOscillator();
      const volume = audio.createGain();
      note.frequency.value = pitch;
      volume.gain.setValueAtTime(VOLUME, at);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
      note.connect(volume).connect(audio.destination);
      note.start(at);
      note.stop(at + LENGTH);
      note.onended = () => {
        if (start > 0) {
          void audio.close();
        }
      };
    }
  } catch {
    // Before the first click on a page, browsers play nothing.
  }
}

/** The real browser of the portal. */
export const realBrowser: Browser = {
  now: () => Date.now(),
  getRandom: () => Math.random(),
  schedule(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  get locks() {
    return navigator.locks;
  },
  get openChannel() {
    return typeof BroadcastChannel === 'undefined'
      ? undefined
      : (name: string) => new BroadcastChannel(name);
  },
  getPermission: () =>
    typeof window.Notification === 'undefined' || !window.isSecureContext
      ? 'unsupported'
      : window.Notification.permission,
  async askPermission() {
    await window.Notification?.requestPermission();
  },
  show({ title, body, tag, onClick }) {
    try {
      // The portal has its own sound, as an option.
      const shown = new window.Notification(title, { body, tag, silent: true });
      shown.onclick = () => {
        window.focus();
        shown.close();
        onClick();
      };
    } catch {
      // Mobile browsers only show notifications of service workers.
    }
  },
  playSound: playChime,
};
