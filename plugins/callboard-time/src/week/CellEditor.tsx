import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { readCell } from '../duration/readCell';
import { callboardTimeTranslationRef } from '../translation';
import { CellNote } from './CellNote';
import type { EditMove, EditStart } from './EditStart';

/** The move after a key that ends the editing; undefined for other keys. */
function getEditMove(
  event: KeyboardEvent,
  isTyped: boolean,
): EditMove | undefined {
  const { key, shiftKey } = event;
  switch (key) {
    case 'Enter':
      return shiftKey ? 'up' : 'down';
    case 'Tab':
      return shiftKey ? 'left' : 'right';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return isTyped ? 'left' : undefined;
    case 'ArrowRight':
      return isTyped ? 'right' : undefined;
    default:
      return undefined;
  }
}

/**
 * The editor of a cell. It holds the typed text in its own state, so that a key press renders only
 * this field.
 */
export function CellEditor(props: {
  label: string;
  start: EditStart;
  minutesPerDay: number;
  /** @param move - the next cell; undefined if the focus has already left */
  onSave: (minutes: number, move?: EditMove) => void;
  /** Called when the focus leaves an invalid value. */
  onHold: (text: string, problem: string) => void;
  /** Called when the cell stays unchanged. */
  onLeave: (move?: EditMove) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { start, onSave, onHold, onLeave } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  const [text, setText] = useState(start.text);
  const [isChanged, setChanged] = useState(start.isTyped);
  const [isSubmitted, setSubmitted] = useState(false);
  const typed = readCell(text, props.minutesPerDay);
  const problem = typed.problem && t(`duration.${typed.problem}`);
  const understood =
    typed.minutes && (start.isTyped || text !== start.text)
      ? t('duration.understood', { duration: formatMinutes(typed.minutes) })
      : undefined;
  // Time may have been logged there in the meantime, so an unedited cell must not overwrite it. A
  // rejected value is sent again, though.
  const isLeftAlone =
    !start.isRefused && text === start.shown && (text === '' || !isChanged);
  const note = isSubmitted && problem ? problem : understood;

  useLayoutEffect(() => {
    const input = field.current!;
    input.focus();
    if (start.isTyped) {
      input.setSelectionRange(start.text.length, start.text.length);
    } else {
      input.select();
    }
  }, [start]);

  const end = (action: () => void) => {
    isDone.current = true;
    action();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The shortcuts of the grid do not apply while a person types.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      end(() => onLeave('stay'));
      return;
    }
    const move = getEditMove(event, start.isTyped);
    if (!move) {
      return;
    }
    event.preventDefault();
    if (typed.minutes === undefined) {
      setSubmitted(true);
      return;
    }
    end(() => (isLeftAlone ? onLeave(move) : onSave(typed.minutes!, move)));
  };
  const onBlur = () => {
    // A window that loses the focus returns it later.
    if (isDone.current || document.activeElement === field.current) {
      return;
    }
    end(() => {
      if (isLeftAlone) {
        onLeave();
      } else if (typed.minutes === undefined) {
        onHold(text, problem!);
      } else {
        onSave(typed.minutes);
      }
    });
  };
  return (
    <>
      <input
        ref={field}
        value={text}
        maxLength={40}
        autoComplete="off"
        aria-label={props.label}
        aria-invalid={isSubmitted && problem !== undefined}
        aria-describedby={note ? id : undefined}
        onChange={event => {
          setText(event.target.value);
          setChanged(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        onCopy={event => event.stopPropagation()}
        onPaste={event => event.stopPropagation()}
      />
      {note && (
        <CellNote id={id} isProblem={isSubmitted && Boolean(problem)}>
          {note}
        </CellNote>
      )}
    </>
  );
}
