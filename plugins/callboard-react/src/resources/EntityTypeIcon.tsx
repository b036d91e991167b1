import AccountTreeOutlinedIcon from '@mui/icons-material/AccountTreeOutlined';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import ApiOutlinedIcon from '@mui/icons-material/ApiOutlined';
import ArticleOutlinedIcon from '@mui/icons-material/ArticleOutlined';
import AssignmentOutlinedIcon from '@mui/icons-material/AssignmentOutlined';
import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import AutoDeleteOutlinedIcon from '@mui/icons-material/AutoDeleteOutlined';
import BeachAccessOutlinedIcon from '@mui/icons-material/BeachAccessOutlined';
import CalendarMonthOutlinedIcon from '@mui/icons-material/CalendarMonthOutlined';
import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import CategoryOutlinedIcon from '@mui/icons-material/CategoryOutlined';
import ChatBubbleOutlineIcon from '@mui/icons-material/ChatBubbleOutline';
import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined';
import DateRangeOutlinedIcon from '@mui/icons-material/DateRangeOutlined';
import EventRepeatOutlinedIcon from '@mui/icons-material/EventRepeatOutlined';
import EventNoteOutlinedIcon from '@mui/icons-material/EventNoteOutlined';
import FolderOutlinedIcon from '@mui/icons-material/FolderOutlined';
import GroupOutlinedIcon from '@mui/icons-material/GroupOutlined';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import LabelOutlinedIcon from '@mui/icons-material/LabelOutlined';
import LanguageOutlinedIcon from '@mui/icons-material/LanguageOutlined';
import MemoryOutlinedIcon from '@mui/icons-material/MemoryOutlined';
import PersonOffOutlinedIcon from '@mui/icons-material/PersonOffOutlined';
import PersonOutlinedIcon from '@mui/icons-material/PersonOutlined';
import PlaceOutlinedIcon from '@mui/icons-material/PlaceOutlined';
import PlayCircleOutlinedIcon from '@mui/icons-material/PlayCircleOutlined';
import ReportProblemOutlinedIcon from '@mui/icons-material/ReportProblemOutlined';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import SearchOutlinedIcon from '@mui/icons-material/SearchOutlined';
import StorageOutlinedIcon from '@mui/icons-material/StorageOutlined';
import SyncOutlinedIcon from '@mui/icons-material/SyncOutlined';
import TimerOutlinedIcon from '@mui/icons-material/TimerOutlined';
import TrackChangesOutlinedIcon from '@mui/icons-material/TrackChangesOutlined';
import TuneOutlinedIcon from '@mui/icons-material/TuneOutlined';
import VerifiedUserOutlinedIcon from '@mui/icons-material/VerifiedUserOutlined';
import ViewModuleOutlinedIcon from '@mui/icons-material/ViewModuleOutlined';
import WebhookOutlinedIcon from '@mui/icons-material/WebhookOutlined';
import WorkspacesOutlinedIcon from '@mui/icons-material/WorkspacesOutlined';
import type SvgIcon from '@mui/material/SvgIcon';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  changeVocabulary,
  humanize,
  type EntityType,
} from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { callboardReactTranslationRef } from '../translation';

const isKnownType = (type: string): type is EntityType =>
  Object.hasOwn(changeVocabulary, type);

/**
 * Returns a function that formats an entity type: "work item" for `work_item`. It turns the names of
 * unknown types, such as types of other plugins, into words.
 *
 * @public
 */
export function useEntityTypeLabels(): (type: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    type =>
      isKnownType(type) ? t(`activity.entityType.${type}`) : humanize(type),
    [t],
  );
}

const entityIcons: ReadonlyMap<string, typeof SvgIcon> = new Map([
  ['activity_verification', VerifiedUserOutlinedIcon],
  ['announcement', CampaignOutlinedIcon],
  ['api', ApiOutlinedIcon],
  ['calendar_feed', CalendarMonthOutlinedIcon],
  ['component', MemoryOutlinedIcon],
  ['critical_event', ReportProblemOutlinedIcon],
  ['critical_rule', ReportProblemOutlinedIcon],
  ['cycle', EventRepeatOutlinedIcon],
  ['dashboard', DashboardOutlinedIcon],
  ['dashboard_schedule', DashboardOutlinedIcon],
  ['dashboard_widget', DashboardOutlinedIcon],
  ['department', ApartmentOutlinedIcon],
  ['department_link', AccountTreeOutlinedIcon],
  ['domain', LanguageOutlinedIcon],
  ['erasure', PersonOffOutlinedIcon],
  ['group', GroupOutlinedIcon],
  ['holiday', BeachAccessOutlinedIcon],
  ['label', LabelOutlinedIcon],
  ['leave_entitlement', BeachAccessOutlinedIcon],
  ['location', PlaceOutlinedIcon],
  ['membership_sync', SyncOutlinedIcon],
  ['module', ViewModuleOutlinedIcon],
  ['page', ArticleOutlinedIcon],
  ['period', DateRangeOutlinedIcon],
  ['privacy', PersonOffOutlinedIcon],
  ['project', FolderOutlinedIcon],
  ['project_member', GroupsOutlinedIcon],
  ['resource', StorageOutlinedIcon],
  ['retention', AutoDeleteOutlinedIcon],
  ['person', PersonOutlinedIcon],
  ['search', SearchOutlinedIcon],
  ['staff', BadgeOutlinedIcon],
  ['system', AccountTreeOutlinedIcon],
  ['template', PlayCircleOutlinedIcon],
  ['time_adjustment', TuneOutlinedIcon],
  ['time_off', BeachAccessOutlinedIcon],
  ['timer', TimerOutlinedIcon],
  ['user', PersonOutlinedIcon],
  ['webhook', WebhookOutlinedIcon],
  ['work_item', AssignmentOutlinedIcon],
  ['work_item_comment', ChatBubbleOutlineIcon],
  ['work_schedule', EventNoteOutlinedIcon],
  ['work_state', TrackChangesOutlinedIcon],
  ['worklog', ScheduleOutlinedIcon],
  ['workspace', WorkspacesOutlinedIcon],
  ['workspace_member', GroupsOutlinedIcon],
]);

function getEntityIcon(type: string | null | undefined): typeof SvgIcon {
  return entityIcons.get(type ?? '') ?? CategoryOutlinedIcon;
}

/** The icon of a resource type, such as `component` or `worklog`. @public */
export function EntityTypeIcon(props: { type: string | null | undefined }) {
  const Icon = getEntityIcon(props.type);
  return <Icon fontSize="inherit" aria-hidden />;
}
