import { createContext } from 'react';

/** The part of the Web Locks API that `TabCoordinator` uses. */
interface Locks {
  request(
    name: string,
    options: { signal?: AbortSignal },
    callback: () => Promise<void>,
  ): Promise<unknown>;
}

export interface TabChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

export interface DesktopNotification {
  title: string;
  body?: string;
  /** A later notification with the same tag replaces this notification. */
  tag: string;
  onClick: () => void;
}

/**
 * The browser APIs that desktop notifications use. Tests replace them to control time, other tabs
 * and permissions.
 */
export interface Browser {
  now(): number;
  getRandom(): number;
  schedule(milliseconds: number, run: () => void): () => void;
  /** Undefined without browser support, for example on plain http. */
  locks: Locks | undefined;
  /** Opens a channel to the other tabs, if the browser supports it. */
  openChannel: ((name: string) => TabChannel) | undefined;
  /** Whether the person allows the portal to show notifications. */
  getPermission(): 'granted' | 'denied' | 'default' | 'unsupported';
  requestPermission(): Promise<void>;
  show(notification: DesktopNotification): void;
  playSound(): void;
}

/** Two soft notes: the pitch of each in hertz, and its start in seconds. */
const NOTES = [
  [880, 0],
  [1174.66, 0.14],
] as const;
/** The length of a note, in seconds. */
const NOTE_LENGTH = 0.35;
/** The volume of a note at its start and at its end. The maximum is 1; a fade cannot end at 0. */
const VOLUME = 0.08;
const FINAL_VOLUME = 0.0001;

/** Plays the sound of a new notification, if the browser allows it. */
function playChime(): void {
  // Browsers play no sound before the first input on a page, so `onended` would never close the
  // audio context.
  if (navigator.userActivation?.hasBeenActive === false) {
    return;
  }
  try {
    const audio = new AudioContext();
    for (const [pitch, start] of NOTES) {
      const startTime = audio.currentTime + start;
      const note = audio.createOscillator();
      const volume = audio.createGain();
      note.frequency.value = pitch;
      volume.gain.setValueAtTime(VOLUME, startTime);
      volume.gain.exponentialRampToValueAtTime(
        FINAL_VOLUME,
        startTime + NOTE_LENGTH,
      );
      note.connect(volume).connect(audio.destination);
      note.start(startTime);
      note.stop(startTime + NOTE_LENGTH);
      note.onended = () => {
        const isLastNote = start > 0;
        if (isLastNote) {
          void audio.close();
        }
      };
    }
  } catch {
    // Some browsers have no audio.
  }
}

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
  async requestPermission() {
    await window.Notification?.requestPermission();
  },
  show({ title, body, tag, onClick }) {
    try {
      // The portal plays its own sound, if the person has chosen it.
      const notification = new window.Notification(title, {
        body,
        tag,
        silent: true,
      });
      notification.onclick = () => {
        window.focus();
        notification.close();
        onClick();
      };
    } catch {
      // Mobile browsers show only notifications of service workers.
    }
  },
  playSound: playChime,
};

/** The browser APIs in use; tests replace them. */
export const BrowserContext = createContext<Browser>(realBrowser);
