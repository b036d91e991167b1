import { formatMinutes, useOnUnmount } from '@callboard/plugin-callboard-react';
import {
  memo,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseCell } from '../entries/DurationField';
import { callboardTimeTranslationRef } from '../translation';
import type { CellEdit, WeekDay } from './weekCells';
import { formatLongDay } from '../data/dates';

export interface EditorStart {
  text: string;
  /** Whether typing started the edit; the Left and Right keys then move to another cell. */
  isTyped: boolean;
  /** The text that the cell showed before the edit. */
  displayedText: string;
  /** Whether `displayedText` is invalid, or the server rejected it. */
  isRejected: boolean;
}

export type EditMove = 'down' | 'up' | 'right' | 'left' | 'stay';

/** The labels of cells, created once, because translating them in each cell would be slow. */
export interface CellLabels {
  formatExact: (minutes: number) => string;
  formatEntryCount: (count: number) => string;
  invalidHint: string;
  inaccessibleItems: string;
}

function CellNote(props: {
  id: string;
  isProblem: boolean;
  children: ReactNode;
}) {
  return (
    <span
      id={props.id}
      role={props.isProblem ? 'alert' : undefined}
      className={props.isProblem ? 'note problem' : 'note'}
    >
      {props.children}
    </span>
  );
}

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

export interface EditActions {
  /** @param move - where the focus moves; undefined if it has already left the cell */
  onSave: (minutes: number, move?: EditMove) => void;
  /** Called when the focus leaves the cell while its value is invalid. */
  onInvalid: (text: string, problem: string) => void;
  onUnchanged: (move?: EditMove) => void;
}

/** Edits a cell. The typed text is local state, so that a key press renders only this field. */
function CellEditor(
  props: EditActions & {
    label: string;
    start: EditorStart;
    minutesPerDay: number;
  },
) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { start, onSave, onInvalid, onUnchanged } = props;
  const noteId = useId();
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  const [text, setText] = useState(start.text);
  const [hasTyped, setTyped] = useState(start.isTyped);
  const [isSubmitted, setSubmitted] = useState(false);
  const parsed = parseCell(text, props.minutesPerDay);
  const problem = parsed.problem && t(`duration.${parsed.problem}`);
  const parsedText =
    parsed.minutes && (start.isTyped || text !== start.text)
      ? t('duration.understood', { duration: formatMinutes(parsed.minutes) })
      : undefined;
  // An unedited cell is not saved: saving it could overwrite time logged since the edit started.
  // Retyping the shown value counts as an edit; typing and deleting text in an empty cell does not.
  // A rejected value is saved again, even if unedited.
  const isUnedited =
    !start.isRejected &&
    text === start.displayedText &&
    (text === '' || !hasTyped);
  const note = isSubmitted && problem ? problem : parsedText;

  useLayoutEffect(() => {
    const input = field.current!;
    input.focus();
    if (start.isTyped) {
      input.setSelectionRange(start.text.length, start.text.length);
    } else {
      input.select();
    }
  }, [start]);

  const endEditing = (action: () => void) => {
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
      endEditing(() => onUnchanged('stay'));
      return;
    }
    const move = getEditMove(event, start.isTyped);
    if (!move) {
      return;
    }
    event.preventDefault();
    if (parsed.minutes === undefined) {
      setSubmitted(true);
      return;
    }
    endEditing(() =>
      isUnedited ? onUnchanged(move) : onSave(parsed.minutes!, move),
    );
  };
  const leave = () => {
    if (isDone.current) {
      return;
    }
    endEditing(() => {
      if (isUnedited) {
        onUnchanged();
      } else if (parsed.minutes === undefined) {
        onInvalid(text, problem!);
      } else {
        onSave(parsed.minutes);
      }
    });
  };
  useOnUnmount(leave);
  const onBlur = () => {
    // When the whole window loses the focus, the field stays active and the editing continues.
    if (document.activeElement !== field.current) {
      leave();
    }
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
        aria-describedby={note ? noteId : undefined}
        onChange={event => {
          setText(event.target.value);
          setTyped(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        onCopy={event => event.stopPropagation()}
        onPaste={event => event.stopPropagation()}
      />
      {note && (
        <CellNote id={noteId} isProblem={isSubmitted && Boolean(problem)}>
          {note}
        </CellNote>
      )}
    </>
  );
}

interface GridCellProps {
  /** The DOM id of the cell's note, unique on the page. */
  noteId: string;
  rowName: string;
  day: WeekDay;
  minutes: number;
  entries: number;
  unsavedEdit?: CellEdit;
  isActive: boolean;
  isReadOnly: boolean;
  editorStart?: EditorStart;
  minutesPerDay: number;
  labels: CellLabels;
  actions: EditActions;
}

function getCellClasses({ day, unsavedEdit, editorStart }: GridCellProps) {
  return [
    'day',
    day.isToday && 'today',
    day.isOff && 'off',
    unsavedEdit?.problem && 'wrong',
    editorStart && 'editing',
  ]
    .filter(Boolean)
    .join(' ');
}

function CellContent(props: GridCellProps) {
  const { noteId, minutes, entries, unsavedEdit, labels } = props;
  const displayedText =
    unsavedEdit?.text ?? (minutes > 0 ? formatMinutes(minutes) : undefined);
  return (
    <>
      {displayedText ?? <span aria-hidden>·</span>}
      {entries > 1 && (
        <>
          <sup aria-hidden>{entries}</sup>
          <span className="visually-hidden">
            {labels.formatEntryCount(entries)}
          </span>
        </>
      )}
      {props.isActive && unsavedEdit?.problem && (
        <CellNote id={noteId} isProblem>
          {unsavedEdit.problem} {labels.invalidHint}
        </CellNote>
      )}
    </>
  );
}

function Cell(props: GridCellProps) {
  const { noteId, day, minutes, unsavedEdit, editorStart, labels } = props;
  const problem = editorStart ? undefined : unsavedEdit?.problem;
  const exactDuration =
    minutes > 0 && !editorStart ? labels.formatExact(minutes) : undefined;
  return (
    <td
      role="gridcell"
      data-cell
      className={getCellClasses(props)}
      tabIndex={props.isActive && !editorStart ? 0 : -1}
      aria-readonly={props.isReadOnly || undefined}
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem && props.isActive ? noteId : undefined}
      title={problem ?? exactDuration}
    >
      {editorStart ? (
        <CellEditor
          label={`${props.rowName}, ${formatLongDay(day.date)}`}
          start={editorStart}
          minutesPerDay={props.minutesPerDay}
          {...props.actions}
        />
      ) : (
        <CellContent {...props} />
      )}
    </td>
  );
}

export const GridCell = memo(Cell);
