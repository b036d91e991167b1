import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import RemoveIcon from '@mui/icons-material/Remove';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import type { MenuOption } from './MenuOption';

/** The options of a menu; the focus stays in its search field. */
export function OptionList(props: {
  id: string;
  label: string;
  options: readonly MenuOption[];
  selected: readonly string[];
  multiple: boolean;
  active: number;
  isLoading?: boolean;
  onHover: (at: number) => void;
  onChoose: (option: MenuOption) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { id, options, active } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  if (options.length === 0) {
    return (
      <Box role="status" sx={{ p: 2, typography: 'body2' }}>
        {t(props.isLoading ? 'pick.loading' : 'pick.nothing')}
      </Box>
    );
  }
  return (
    <Box
      component="ul"
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={props.label}
      aria-multiselectable={props.multiple || undefined}
      sx={{ m: 0, py: 0.5, px: 0, maxHeight: 320, overflowY: 'auto' }}
    >
      {options.map((option, at) => {
        const isSelected = props.selected.includes(option.value);
        return (
          <Box
            key={option.value}
            component="li"
            id={`${id}-${at}`}
            role="option"
            aria-selected={isSelected}
            // Clicks must not take the focus away from the search.
            onMouseDown={event => event.preventDefault()}
            onMouseMove={() => at !== active && props.onHover(at)}
            onClick={() => props.onChoose(option)}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              px: 1.5,
              py: 0.75,
              minHeight: 36,
              listStyle: 'none',
              typography: 'body2',
              cursor: 'pointer',
              bgcolor: at === active ? 'action.hover' : undefined,
            }}
          >
            {option.icon && (
              <Box
                component="span"
                aria-hidden
                sx={{ display: 'inline-flex', fontSize: 16, flexShrink: 0 }}
              >
                {option.icon}
              </Box>
            )}
            <Box component="span" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
              {option.label}
            </Box>
            {option.note && (
              <Box
                component="span"
                sx={{ color: 'text.secondary', typography: 'caption' }}
              >
                {option.note}
              </Box>
            )}
            {option.isIndeterminate && (
              <RemoveIcon fontSize="small" aria-hidden />
            )}
            {isSelected && <CheckIcon fontSize="small" aria-hidden />}
          </Box>
        );
      })}
    </Box>
  );
}
