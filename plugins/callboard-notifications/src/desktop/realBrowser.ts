import type { Browser } from './Browser';
import { playChime } from './playChime';

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
