import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { normaliseForSearch } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import {
  useId,
  useState,
  type KeyboardEvent,
  useEffect,
  useRef,
  type ReactNode,
} from 'react';
import CheckIcon from '@mui/icons-material/Check';
import RemoveIcon from '@mui/icons-material/Remove';
import { callboardWorkTranslationRef } from '../translation';
import { MenuFrame } from './MenuFrame';

export interface MenuOption {
  /** Empty for the option that clears the value. */
  value: string;
  label: string;
  icon?: ReactNode;
  note?: string;
  isIndeterminate?: boolean;
}

function OptionList(props: {
  id: string;
  label: string;
  options: readonly MenuOption[];
  selected: readonly string[];
  multiple: boolean;
  activeIndex: number;
  isLoading?: boolean;
  onHover: (index: number) => void;
  onChoose: (option: MenuOption) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { id, options, activeIndex } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[activeIndex]?.scrollIntoView?.({ block: 'nearest' });
  }, [activeIndex]);
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
      {options.map((option, index) => {
        const isSelected = props.selected.includes(option.value);
        return (
          <Box
            key={option.value}
            component="li"
            id={`${id}-${index}`}
            role="option"
            aria-selected={isSelected}
            // Clicks must not take the focus away from the search.
            onMouseDown={event => event.preventDefault()}
            onMouseMove={() => index !== activeIndex && props.onHover(index)}
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
              bgcolor: index === activeIndex ? 'action.hover' : undefined,
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

function usePickKeys(
  options: readonly MenuOption[],
  choose: (option: MenuOption) => void,
  initial: string | undefined,
) {
  const [value, setValue] = useState(initial);
  const activeIndex = Math.max(
    0,
    options.findIndex(option => option.value === value),
  );
  const setActiveIndex = (index: number) => setValue(options[index]?.value);
  return {
    activeIndex,
    setActiveIndex,
    onKeyDown: (event: KeyboardEvent) => {
      const targets: Record<string, number> = {
        ArrowDown: (activeIndex + 1) % options.length,
        ArrowUp: (activeIndex - 1 + options.length) % options.length,
        PageDown: options.length - 1,
        PageUp: 0,
      };
      // Keys pressed in the menu must not reach the page.
      if (event.key !== 'Escape' && event.key !== 'Tab') {
        event.stopPropagation();
      }
      if (options.length === 0) {
        return;
      }
      if (event.key in targets) {
        event.preventDefault();
        setActiveIndex(targets[event.key]);
      } else if (event.key === 'Enter') {
        event.preventDefault();
        choose(options[activeIndex]);
      }
    },
  };
}

/** The value of the option that creates a new value; differs from all other values. */
const CREATE = '\u0000new';

const createLabelFilter = (typed: string) => (option: MenuOption) =>
  normaliseForSearch(option.label).includes(normaliseForSearch(typed));

/** A menu to select values by typing, arrows and Enter, or click. */
export function PickMenu(props: {
  label: string;
  anchor: Element | null;
  options: readonly MenuOption[];
  selected: readonly string[];
  /** Whether several options can be selected. If so, the menu stays open after a selection. */
  multiple?: boolean;
  onPick: (value: string) => void;
  onClose: () => void;
  /** Called with the typed text. Omitted if the options do not come from a search on the server. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
  /** Creates an option. Omitted if the user may not create options. */
  create?: {
    /** Returns the label for the typed text, which may be empty. */
    getLabel: (typed: string) => string;
    onCreate: (typed: string) => void;
  };
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { label, selected, onSearch, create, multiple = false } = props;
  const id = useId();
  const [text, setText] = useState('');
  const typed = text.trim();
  // While a search is loading, the options are the result for an earlier text.
  const isServerResult = onSearch && !props.isLoading;
  const matches = isServerResult
    ? props.options
    : props.options.filter(createLabelFilter(typed));
  const hasExactMatch = props.options.some(
    option => option.label.toLocaleLowerCase() === typed.toLocaleLowerCase(),
  );
  const options =
    create && !hasExactMatch
      ? [
          ...matches,
          { value: CREATE, label: create.getLabel(typed), icon: <AddIcon /> },
        ]
      : matches;
  const choose = ({ value }: MenuOption) => {
    if (value === CREATE) {
      create?.onCreate(typed);
      return;
    }
    props.onPick(value);
    if (!multiple) {
      props.onClose();
    }
  };
  const keys = usePickKeys(options, choose, selected[0]);
  const changeSearch = (next: string) => {
    setText(next);
    onSearch?.(next.trim());
  };
  return (
    <MenuFrame
      label={label}
      anchor={props.anchor}
      width={280}
      onClose={props.onClose}
    >
      <Box sx={{ borderBottom: 1, borderColor: 'divider', px: 1.5, py: 0.5 }}>
        <InputBase
          fullWidth
          value={text}
          placeholder={t('pick.filter')}
          onChange={event => changeSearch(event.target.value)}
          onKeyDown={keys.onKeyDown}
          inputProps={{
            role: 'combobox',
            'aria-label': label,
            'aria-expanded': true,
            'aria-controls': options.length > 0 ? `${id}-list` : undefined,
            'aria-activedescendant':
              options.length > 0 ? `${id}-${keys.activeIndex}` : undefined,
            maxLength: 200,
          }}
          sx={{ fontSize: '0.875rem' }}
        />
      </Box>
      <OptionList
        id={id}
        label={label}
        options={options}
        selected={selected}
        multiple={multiple}
        activeIndex={keys.activeIndex}
        isLoading={props.isLoading}
        onHover={keys.setActiveIndex}
        onChoose={choose}
      />
    </MenuFrame>
  );
}
