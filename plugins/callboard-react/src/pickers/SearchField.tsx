import SearchIcon from '@mui/icons-material/Search';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { useShortcut } from '../hooks/useShortcut';
import { focusMainList } from '../table/mainList';

const TYPING_PAUSE_MS = 250;

/**
 * Searches a list. `/` moves the focus to the field; Esc returns the focus to the previous element,
 * or else to the list. Typed text takes effect on Enter, on Arrow Down or after a short pause.
 * Clearing the field takes effect immediately.
 *
 * @public
 */
export function SearchField(props: {
  label: string;
  placeholder?: string;
  value: string | undefined;
  onChange: (text: string | undefined) => void;
  /** Handles keys that move from the field into the results. */
  onKeyDown?: (event: KeyboardEvent) => void;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { value = '' } = props;
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLDivElement>(null);
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;
  const lastReported = useRef(value);
  /** The element that had the focus before `/` moved the focus to the field. */
  const focusedBefore = useRef<HTMLElement>();
  useShortcut('/', () => {
    const { activeElement } = document;
    focusedBefore.current =
      activeElement instanceof HTMLElement && activeElement !== document.body
        ? activeElement
        : undefined;
    field.current?.querySelector('input')?.focus();
  });
  const leave = (event: KeyboardEvent) => {
    // On Escape, browsers would clear the field.
    event.preventDefault();
    if (focusedBefore.current?.isConnected) {
      focusedBefore.current.focus();
    } else if (!focusMainList()) {
      (event.target as HTMLElement).blur();
    }
  };

  const report = useCallback((text: string) => {
    if (text !== lastReported.current) {
      lastReported.current = text;
      onChange.current(text || undefined);
    }
  }, []);

  // The value was cleared or changed from outside, for example by the browser's Back button.
  useEffect(() => {
    if (value !== lastReported.current) {
      lastReported.current = value;
      setTyped(value);
    }
  }, [value]);

  useEffect(() => {
    const text = typed.trim();
    if (text === lastReported.current) {
      return undefined;
    }
    const timer = setTimeout(() => report(text), text ? TYPING_PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [typed, report]);

  return (
    <TextField
      ref={field}
      size="small"
      type="search"
      label={props.label}
      placeholder={props.placeholder}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') {
          report(typed.trim());
        }
        if (event.key === 'Escape') {
          leave(event);
        }
        props.onKeyDown?.(event);
      }}
      inputRef={props.inputRef}
      inputProps={{ maxLength: 255, 'aria-keyshortcuts': '/' }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
      }}
      sx={{ flex: '1 1 168px', maxWidth: 320 }}
    />
  );
}
