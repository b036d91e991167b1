import { screen } from '@testing-library/react';

/** What a widget is moved by, as soon as it is there. */
export function handleOf(title: string): Promise<HTMLElement> {
  return screen.findByRole('button', { name: `Move or resize ${title}` });
}
