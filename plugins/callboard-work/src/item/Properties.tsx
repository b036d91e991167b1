import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type WorkItem, endpoints } from '@callboard/plugin-callboard-common';
import {
  DateField,
  formatCalendarDate,
  oneLine,
  PersonChip,
  Row,
  StateBadge,
  Unset,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { type ReactNode, useState } from 'react';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import ButtonBase from '@mui/material/ButtonBase';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { usePersonNames } from '../data/usePersonNames';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import {
  LabelList,
  PriorityBadge,
  useEstimateText,
} from '../badges/FieldValues';
import { FieldMenu } from '../pickers/FieldMenu';
import type { ItemField } from '../pickers/ItemField';
import { ParentMenu } from '../pickers/ParentMenu';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

interface PropertyProps {
  item: WorkItem;
  edit: ItemEdit;
  canEdit: boolean;
}

/** The parent of an item: a button that opens the parent, and a menu to choose another parent. */
function ParentProperty(
  props: PropertyProps & { onOpen: (id: string) => void },
) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit, canEdit } = props;
  const scope = useWorkProject();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const { data: parent } = useCallboardQuery(
    endpoints.getWorkItem,
    { params: { ...toProjectParams(scope), id: item.parent_id ?? '' } },
    { enabled: item.parent_id !== null },
  );
  const hasParent = item.parent_id !== null && parent !== undefined;
  return (
    <Stack direction="row" alignItems="center" sx={{ minWidth: 0, mx: -1 }}>
      {hasParent && (
        <Button
          size="small"
          color="inherit"
          onClick={() => props.onOpen(parent.id)}
          sx={{ fontSize: 'inherit', fontWeight: 400, minWidth: 0, px: 1 }}
        >
          <span style={oneLine}>
            {parent.identifier} {parent.title}
          </span>
        </Button>
      )}
      {canEdit ? (
        <Button
          size="small"
          color="inherit"
          aria-haspopup="dialog"
          onClick={event => setAnchor(event.currentTarget)}
          sx={{ fontSize: 'inherit', fontWeight: 400, flexShrink: 0, px: 1 }}
        >
          {hasParent ? t('drawer.otherParent') : t('drawer.chooseParent')}
        </Button>
      ) : (
        !hasParent && <Box sx={{ px: 1 }}>{t('none.parent')}</Box>
      )}
      {anchor && (
        <ParentMenu
          items={[item]}
          value={item.parent_id}
          anchor={anchor}
          onPick={id => id !== item.parent_id && edit.save({ parent_id: id })}
          onClose={() => setAnchor(null)}
        />
      )}
    </Stack>
  );
}

function PropertyButton(
  props: PropertyProps & {
    field: ItemField;
    /** The button's accessible name; omitted if the button shows the value. */
    label?: string;
    /** The value; if it is empty, the button shows a placeholder. */
    children?: ReactNode;
  },
) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, field, edit, label } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const value = props.children || t(`none.${field}`);
  if (!props.canEdit) {
    return <>{value}</>;
  }
  return (
    <>
      <ButtonBase
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-label={label}
        aria-describedby={label ? undefined : `property-${field}`}
        onClick={event => setAnchor(event.currentTarget)}
        sx={theme => ({
          font: 'inherit',
          textAlign: 'start',
          justifyContent: 'flex-start',
          minHeight: 30,
          maxWidth: '100%',
          px: 1,
          mx: -1,
          borderRadius: 1,
          '&:hover': { bgcolor: 'action.hover' },
          '&:focus-visible': {
            outline: `2px solid ${theme.palette.primary.main}`,
          },
        })}
      >
        {value}
      </ButtonBase>
      <span id={`property-${field}`} hidden>
        {t('pick.set', { field: t(`field.${field}`) })}
      </span>
      {anchor && (
        <FieldMenu
          field={field}
          anchor={anchor}
          values={item}
          onChange={patch => edit.save(patch)}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}

/**
 * The assignees of an item. Each is a link with a hover card, so the button that changes them is
 * next to the links, not around them.
 */
function AssigneesProperty(props: PropertyProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { assignees } = props.item;
  const { workspace } = useWorkProject();
  const getPersonName = usePersonNames(assignees);
  const isUnassigned = assignees.length === 0;
  return (
    <Row columnGap={1.5} rowGap={0.5} sx={{ minHeight: 30 }}>
      {assignees.map(userRef => (
        <PersonChip
          key={userRef}
          userRef={userRef}
          name={getPersonName(userRef)}
          workspace={workspace.slug}
          size={22}
        />
      ))}
      {(props.canEdit || isUnassigned) && (
        <PropertyButton
          {...props}
          field="assignees"
          label={
            isUnassigned
              ? undefined
              : t('pick.set', { field: t('field.assignees') })
          }
        >
          {!isUnassigned && <EditOutlinedIcon fontSize="small" />}
        </PropertyButton>
      )}
    </Row>
  );
}

function DateProperty(
  props: PropertyProps & { field: 'start_date' | 'target_date' },
) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, field, edit } = props;
  const stored = item[field];
  if (!props.canEdit) {
    return stored ? <>{formatCalendarDate(stored)}</> : <Unset />;
  }
  return (
    <DateField
      isPlain
      isSavedOnLeaving
      label={t(`field.${field}`)}
      value={stored ?? ''}
      onChange={date => edit.save({ [field]: date || null })}
    />
  );
}

function PropertyRow(props: { name: string; children: ReactNode }) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {props.name}
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
        {props.children}
      </Box>
    </>
  );
}

export function Properties(props: {
  item: WorkItem;
  edit: ItemEdit;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit } = props;
  const scope = useWorkProject();
  const { states, labels, cycles, modules } = scope;
  const canEdit = scope.canChange(item);
  const estimateText = useEstimateText();
  const state = states.find(({ id }) => id === item.state_id);
  const itemLabels = labels.filter(({ id }) => item.labels.includes(id));
  const sharedProps = { item, edit, canEdit };
  const findName = (
    resources: readonly { id: string; name: string }[],
    valueId: string | null,
  ) => resources.find(({ id }) => id === valueId)?.name;
  const values: Record<Exclude<ItemField, 'assignees'>, ReactNode> = {
    state: state && <StateBadge state={state} />,
    priority: <PriorityBadge priority={item.priority} />,
    labels: itemLabels.length > 0 && (
      <LabelList labels={itemLabels} maxShown={5} />
    ),
    estimate: estimateText(item),
    cycle: findName(cycles, item.cycle_id),
    module: findName(modules, item.module_id),
  };
  const renderProperty = (field: keyof typeof values) => (
    <PropertyRow key={field} name={t(`field.${field}`)}>
      <PropertyButton {...sharedProps} field={field}>
        {values[field]}
      </PropertyButton>
    </PropertyRow>
  );
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(88px, auto) 1fr',
        columnGap: 2,
        rowGap: 0.25,
        alignItems: 'center',
        m: 0,
        typography: 'body2',
      }}
    >
      {(['state', 'priority'] as const).map(renderProperty)}
      <PropertyRow name={t('field.assignees')}>
        <AssigneesProperty {...sharedProps} />
      </PropertyRow>
      {(['labels', 'estimate', 'cycle', 'module'] as const).map(renderProperty)}
      {(['start_date', 'target_date'] as const).map(field => (
        <PropertyRow key={field} name={t(`field.${field}`)}>
          <DateProperty {...sharedProps} field={field} />
        </PropertyRow>
      ))}
      <PropertyRow name={t('field.parent')}>
        <ParentProperty
          {...sharedProps}
          canEdit={scope.canChange(item, 'parent_id')}
          onOpen={props.onOpen}
        />
      </PropertyRow>
    </Box>
  );
}
