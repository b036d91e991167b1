import {
  useTranslationRef,
  appTreeApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { getLinkKind, uuid } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useEntityTypeLabels, EntityTypeIcon } from './EntityTypeIcon';
import { findPageName } from '../pageNames';
import { callboardReactTranslationRef } from '../translation';
import { IconText } from './IconText';
import { formatDateRange } from '../dates/dateRanges';
import { useToday } from '../dates/useToday';
import { parseRef } from './entityRefs';
import { useResource } from './ResourcesProvider';

/** The portal's name for a page that was recorded by its path; undefined for anything else. */
function usePageName(
  type: string | null | undefined,
  label: string | null | undefined,
): string | undefined {
  const appTree = useApiHolder().get(appTreeApiRef);
  return useMemo(
    () =>
      appTree && type === 'page' && label?.startsWith('/')
        ? findPageName(appTree.getTree().tree, label)
        : undefined,
    [appTree, type, label],
  );
}

/** The address of an entity's page, or of a page recorded by its path. */
function useHref(id: string | null | undefined): string | undefined {
  const getHref = useEntityRefLink();
  const ref = parseRef(id);
  if (ref) {
    return getHref(ref);
  }
  return id && getLinkKind(id) === 'internal' ? id : undefined;
}

/** The label of timesheets and time off in the log: "<name>, <date> to <date>". */
const datedLabel = /^(.+), (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/;

function formatLabelDates(label: string, today: string): string {
  const [, name, start, end] = datedLabel.exec(label) ?? [];
  return name ? `${name}, ${formatDateRange({ start, end }, today)}` : label;
}

/** An entity with its label in the log. @public */
export interface NamedEntity {
  type: string | null | undefined;
  id: string | null | undefined;
  label: string | null | undefined;
}

/**
 * The name of an entity on the screen: for a page, its name in this portal; else the label; else
 * the name in the entity reference; else the type or the id.
 *
 * @public
 */
export function useEntityName(props: NamedEntity): string {
  const pageName = usePageName(props.type, props.label);
  const formatType = useEntityTypeLabels();
  const today = useToday();
  const type = props.type ? formatType(props.type) : undefined;
  const isId = uuid.safeParse(props.id).success;
  return (
    pageName ||
    (props.label && formatLabelDates(props.label, today)) ||
    parseRef(props.id)?.name ||
    (isId && type) ||
    props.id ||
    (type ?? '')
  );
}

/**
 * A resource as icon and label, linked to its page. Below a `ResourcesProvider`, a deleted resource
 * is grey, with a note.
 *
 * @public
 */
export function EntityLink(props: NamedEntity) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const defaultHref = useHref(props.id);
  const resource = useResource(props.type, props.id);
  const formatType = useEntityTypeLabels();
  const type = props.type ? formatType(props.type) : undefined;
  const label = useEntityName(props);
  return (
    <IconText
      icon={
        <Box
          component="span"
          sx={{ color: 'text.secondary', display: 'flex', fontSize: 18 }}
        >
          <EntityTypeIcon type={props.type} />
        </Box>
      }
      text={label}
      href={typeof resource === 'object' ? resource.url : defaultHref}
      note={resource === 'deleted' ? t('resources.deleted') : undefined}
      title={type && type !== label ? `${type}: ${label}` : label}
    />
  );
}

/** The types whose page has a history, with the suffix of the URL that opens it. */
const typesWithHistory: ReadonlyMap<string, string> = new Map([
  ['department', '&part=history'],
  ['staff', ''],
  ['work_item', ''],
]);

/**
 * The address of a resource's history: on the page of a work item, a department or a staff member,
 * and in the Activity tab of a catalog entity. Undefined for other types.
 *
 * @public
 */
export function useHistoryHref(
  type: string | null | undefined,
  id: string | null | undefined,
): string | undefined {
  const getHref = useEntityRefLink();
  const resource = useResource(type, id);
  const ref = parseRef(id);
  if (ref) {
    return `${getHref(ref)}/activity`;
  }
  const urlSuffix = typesWithHistory.get(type ?? '');
  return urlSuffix !== undefined && typeof resource === 'object'
    ? `${resource.url}${urlSuffix}`
    : undefined;
}
