import { screen } from '@testing-library/react';

/** Waits for the handle that moves a widget. */
export function handleOf(title: string): Promise<HTMLElement> {
  return screen.findByRole('button', { name: `Move or resize ${title}` });
}
