/** Two soft notes: their pitch in hertz, and the start of each, in seconds. */
const NOTES = [
  [880, 0],
  [1174.66, 0.14],
] as const;
const LENGTH = 0.35;
const VOLUME = 0.08;

/** Plays the sound of a new notification, if the browser allows it. */
export function playChime(): void {
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
