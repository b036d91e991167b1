import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Chooses an entry from the menu of a widget. */
export async function actOn(title: string, act: string): Promise<void> {
  await userEvent.click(
    await screen.findByRole('button', { name: `Actions for ${title}` }),
  );
  await userEvent.click(screen.getByRole('menuitem', { name: act }));
}
