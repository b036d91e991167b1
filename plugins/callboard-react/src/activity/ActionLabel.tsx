import {
  type Activity,
  humanize,
  getRecordedName,
  type ChangeAction,
} from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import AddCircleOutlineIcon from '@mui/icons-material/AddCircleOutline';
import AdsClickIcon from '@mui/icons-material/AdsClick';
import BoltOutlinedIcon from '@mui/icons-material/BoltOutlined';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import GroupAddOutlinedIcon from '@mui/icons-material/GroupAddOutlined';
import HighlightOffIcon from '@mui/icons-material/HighlightOff';
import LinkIcon from '@mui/icons-material/Link';
import LinkOffIcon from '@mui/icons-material/LinkOff';
import LockOpenOutlinedIcon from '@mui/icons-material/LockOpenOutlined';
import MenuBookOutlinedIcon from '@mui/icons-material/MenuBookOutlined';
import NoteAddOutlinedIcon from '@mui/icons-material/NoteAddOutlined';
import PlayCircleOutlinedIcon from '@mui/icons-material/PlayCircleOutlined';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import SearchIcon from '@mui/icons-material/Search';
import SearchOffIcon from '@mui/icons-material/SearchOff';
import StopCircleOutlinedIcon from '@mui/icons-material/StopCircleOutlined';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import SyncIcon from '@mui/icons-material/Sync';
import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import VisibilityOutlinedIcon from '@mui/icons-material/VisibilityOutlined';
import UndoIcon from '@mui/icons-material/Undo';
import type SvgIcon from '@mui/material/SvgIcon';
import { useChartPalette } from '../charts/useChartPalette';
import { IconText } from '../resources/IconText';
import { formatMinutes } from '../text/DurationText';
import { callboardReactTranslationRef } from '../translation';
import { actionPhrases } from './actionPhrases';

const [BLUE, ORANGE, GREEN, RED, PURPLE, CYAN, OLIVE, GREY] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const;

/** The icon and colour of an action, the same in every list and chart. @public */
export interface ActionStyle {
  icon: typeof SvgIcon;
  /** The index of its colour in the chart palette. */
  colour: number;
}

const actionStyles = {
  acknowledge: { icon: CheckCircleOutlineIcon, colour: GREEN },
  add_note: { icon: NoteAddOutlinedIcon, colour: OLIVE },
  approve: { icon: CheckCircleOutlineIcon, colour: GREEN },
  bulk_delete: { icon: DeleteOutlineIcon, colour: RED },
  bulk_import: { icon: UploadFileOutlinedIcon, colour: PURPLE },
  bulk_log: { icon: ScheduleOutlinedIcon, colour: GREEN },
  bulk_status: { icon: EditOutlinedIcon, colour: BLUE },
  bulk_transfer: { icon: SwapHorizIcon, colour: ORANGE },
  bulk_update: { icon: EditOutlinedIcon, colour: BLUE },
  cancel: { icon: HighlightOffIcon, colour: ORANGE },
  catalog_seed: { icon: SyncIcon, colour: OLIVE },
  click: { icon: AdsClickIcon, colour: OLIVE },
  create: { icon: AddCircleOutlineIcon, colour: GREEN },
  deactivate: { icon: HighlightOffIcon, colour: ORANGE },
  delete: { icon: DeleteOutlineIcon, colour: RED },
  discard: { icon: DeleteOutlineIcon, colour: RED },
  discover: { icon: SearchIcon, colour: PURPLE },
  entity_view: { icon: VisibilityOutlinedIcon, colour: CYAN },
  export: { icon: FileDownloadOutlinedIcon, colour: PURPLE },
  ingest: { icon: SyncIcon, colour: OLIVE },
  join: { icon: GroupAddOutlinedIcon, colour: GREEN },
  layout: { icon: EditOutlinedIcon, colour: BLUE },
  link: { icon: LinkIcon, colour: OLIVE },
  map_source: { icon: LinkIcon, colour: OLIVE },
  match: { icon: LinkIcon, colour: OLIVE },
  not_found: { icon: SearchOffIcon, colour: ORANGE },
  page_view: { icon: MenuBookOutlinedIcon, colour: GREY },
  reactivate: { icon: CheckCircleOutlineIcon, colour: GREEN },
  recall: { icon: UndoIcon, colour: ORANGE },
  reject: { icon: HighlightOffIcon, colour: RED },
  reopen: { icon: LockOpenOutlinedIcon, colour: ORANGE },
  search: { icon: SearchIcon, colour: PURPLE },
  start: { icon: PlayCircleOutlinedIcon, colour: GREEN },
  stop: { icon: StopCircleOutlinedIcon, colour: BLUE },
  submit: { icon: UploadFileOutlinedIcon, colour: BLUE },
  replay: { icon: SyncIcon, colour: OLIVE },
  rotate_secret: { icon: EditOutlinedIcon, colour: BLUE },
  sync: { icon: SyncIcon, colour: OLIVE },
  tamper_found: { icon: HighlightOffIcon, colour: RED },
  test: { icon: BoltOutlinedIcon, colour: OLIVE },
  transfer: { icon: SwapHorizIcon, colour: ORANGE },
  unlink: { icon: LinkOffIcon, colour: ORANGE },
  unmask: { icon: VisibilityOutlinedIcon, colour: ORANGE },
  update: { icon: EditOutlinedIcon, colour: BLUE },
} as const satisfies Record<string, ActionStyle> &
  Record<ChangeAction, ActionStyle>;

function isKnownAction(action: string): action is keyof typeof actionStyles {
  return Object.hasOwn(actionStyles, action);
}

/**
 * Returns the style of an action. Unknown actions, such as those of other plugins, share one style.
 *
 * @public
 */
export function getActionStyle(action: string): ActionStyle {
  return isKnownAction(action)
    ? actionStyles[action]
    : { icon: BoltOutlinedIcon, colour: PURPLE };
}

type Phrases = typeof actionPhrases;

type PhraseKey = {
  [Type in keyof Phrases]: `${Type}.${keyof Phrases[Type] & string}`;
}[keyof Phrases];

const phraseKeys: ReadonlySet<string> = new Set(
  Object.entries(actionPhrases).flatMap(([type, phrases]) =>
    Object.keys(phrases).map(action => `${type}.${action}`),
  ),
);

const isPhraseKey = (key: string): key is PhraseKey => phraseKeys.has(key);

/** The text before the entity of an action, and the text after it. @public */
export interface ActionPhrase {
  before: string;
  after?: string;
}

type DescribedActivity = Pick<
  Activity,
  'action' | 'entity_type' | 'changes' | 'metadata'
>;

const findChange = ({ changes }: DescribedActivity, name: string) =>
  changes.find(({ field }) => field === name);

/**
 * Returns a function that describes an action on its entity: "commented on", "logged 2h 30m on",
 * "moved … to In Review". A pair of entity type and action that has no phrase uses the label of the
 * action.
 *
 * @public
 */
export function useActionPhrase(): (
  activity: DescribedActivity,
) => ActionPhrase {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const formatAction = useActionLabels();
  return useCallback(
    activity => {
      const { action, entity_type } = activity;
      const key = `${entity_type}.${action}`;
      if (key === 'work_item.update') {
        const stateChange = findChange(activity, 'state_id');
        const state =
          stateChange && getRecordedName(activity, stateChange.new_value);
        if (state !== undefined) {
          return {
            before: t('activity.moved'),
            after: t('activity.movedTo', { state }),
          };
        }
      }
      if (key === 'worklog.create') {
        const minutes = findChange(activity, 'duration_minutes')?.new_value;
        if (typeof minutes === 'number') {
          const duration = formatMinutes(minutes);
          return { before: t('activity.logged', { duration }) };
        }
      }
      return {
        before: isPhraseKey(key)
          ? t(`activity.phrase.${key}`)
          : formatAction(action),
      };
    },
    [t, formatAction],
  );
}

/**
 * Returns a function that formats an action: "updated" for `update`. It turns the names of unknown
 * actions, such as actions of other plugins, into words.
 *
 * @public
 */
export function useActionLabels(): (action: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    action =>
      isKnownAction(action) ? t(`activity.action.${action}`) : humanize(action),
    [t],
  );
}

type LabelledAction =
  | { action: string; activity?: undefined }
  | { activity: DescribedActivity };

/** The label of an action, with its icon and colour. @public */
export function ActionLabel(props: LabelledAction) {
  const formatAction = useActionLabels();
  const describeAction = useActionPhrase();
  const palette = useChartPalette();
  const action = props.activity ? props.activity.action : props.action;
  const { icon: Icon, colour } = getActionStyle(action);
  const text = props.activity
    ? describeAction(props.activity).before
    : formatAction(action);
  return (
    <IconText
      icon={<Icon aria-hidden sx={{ color: palette[colour], fontSize: 18 }} />}
      text={text}
      title={props.activity && text}
    />
  );
}
