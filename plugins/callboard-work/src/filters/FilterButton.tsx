import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { MenuButton } from '../pickers/MenuButton';
import { PickMenu } from '../pickers/PickMenu';
import type { MenuOption } from '../pickers/MenuOption';
import { callboardWorkTranslationRef } from '../translation';

/** A filter: its value, and the menu of its options. */
export function FilterButton(props: {
  name: string;
  options: readonly MenuOption[];
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  fullWidth?: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const { name, options, values } = props;
  let text = name;
  if (values.length === 1) {
    const label = options.find(({ value }) => value === values[0])?.label;
    text = t('filters.value', { name, value: label ?? values[0] });
  } else if (values.length > 1) {
    text = t('filters.many', { name, number: String(values.length) });
  }
  return (
    <>
      <MenuButton
        text={text}
        isSet={values.length > 0}
        isOpen={anchor !== null}
        fullWidth={props.fullWidth}
        onOpen={setAnchor}
      />
      {anchor && (
        <PickMenu
          multiple
          label={name}
          anchor={anchor}
          options={options}
          selected={values}
          onPick={value =>
            props.onChange(
              values.includes(value)
                ? values.filter(other => other !== value)
                : [...values, value],
            )
          }
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}
