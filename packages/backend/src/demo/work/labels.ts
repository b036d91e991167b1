import { NewLabel } from '@callboard/plugin-callboard-common';

/** The labels of every project. */
export const labels: NewLabel[] = [
  { name: 'bug', color: '#d73a4a' },
  { name: 'chore', color: '#6e7781' },
  { name: 'customer request', color: '#8250df' },
  { name: 'feature', color: '#1f6feb' },
  { name: 'performance', color: '#bf8700' },
  { name: 'quick win', color: '#1a7f37' },
  { name: 'security', color: '#b35900' },
];
