import { click } from '@callboard/plugin-callboard-react/testUtils';
import { fireEvent, type within } from '@testing-library/react';

/** Adds time off from 21 to 23 December. */
export async function addTimeOff(
  form: ReturnType<typeof within>,
): Promise<void> {
  for (const [label, value] of [
    ['From', '2026-12-21'],
    ['To', '2026-12-23'],
  ]) {
    fireEvent.change(form.getByLabelText(label), { target: { value } });
  }
  await click('button', 'Add time off', form);
}
