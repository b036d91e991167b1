/** Callboard's logo: a notice board with two notices, `size` pixels wide and high. */
export const CallboardLogo = ({ size }: { size: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#0f766e" />
    <rect x="6" y="8" width="9" height="16" rx="1.5" fill="#ffffff" />
    <rect x="17" y="8" width="9" height="10" rx="1.5" fill="#99f6e4" />
    <circle cx="10.5" cy="8" r="2" fill="#fbbf24" />
    <circle cx="21.5" cy="8" r="2" fill="#fbbf24" />
  </svg>
);
