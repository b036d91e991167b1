import {
  useRouteRef,
  useTranslationRef,
  useAnalytics,
} from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  FailureAlert,
  FollowButton,
  OtherSections,
  PersonChip,
  RelativeTime,
  Section,
  TooltipIconButton,
  useCopyLink,
  useOnUnmount,
  useShortcut,
  workItemSectionsApiRef,
} from '@callboard/plugin-callboard-react';
import LinkIcon from '@mui/icons-material/Link';
import CloseIcon from '@mui/icons-material/Close';
import OpenInFullIcon from '@mui/icons-material/OpenInFull';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Stack from '@mui/material/Stack';
import { Link } from 'react-router-dom';
import { useEffect, useRef, useState } from 'react';
import KeyboardArrowDownIcon from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@mui/icons-material/KeyboardArrowUp';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { ItemThread } from '../comments/ItemThread';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { usePersonNames } from '../data/usePersonNames';
import { useWorkProject } from '../data/WorkProject';
import { SourceBadge } from '../badges/SourceBadge';
import { workItemRouteRef } from '../routes';
import { AccessNote } from '../entity/AccessNote';
import { MAX_TITLE_LENGTH } from '../pickers/ItemField';
import { callboardWorkTranslationRef } from '../translation';
import { DescriptionField } from './DescriptionField';
import { ItemMenu } from './ItemMenu';
import { Properties } from './Properties';
import { SubItems } from './SubItems';
import { isTranslatedField } from '../data/WorkActions';
import { useItemEdit, type ItemEdit } from './useItemEdit';
import type { Neighbours } from './useNeighbours';

const MAX_SHOWN_LENGTH = 300;

/**
 * Explains why a change was not saved. On a conflict, offers to save the change anyway or to
 * discard it.
 */
function SaveErrorAlert(props: { edit: ItemEdit }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { conflict, keepMine, takeTheirs, error } = props.edit;
  if (conflict) {
    const changes = Object.entries(conflict).flatMap(([field, value]) => {
      const name = field.replace(/_id$/, '');
      if (!isTranslatedField(name)) {
        return [];
      }
      // Only texts are shown with their value: a value from a list is easy to choose again.
      const isText = name === 'title' || name === 'description';
      return isText && typeof value === 'string'
        ? [
            t('filters.value', {
              name: t(`field.${name}`),
              value: value.slice(0, MAX_SHOWN_LENGTH),
            }),
          ]
        : [t(`field.${name}`)];
    });
    return (
      <Alert severity="warning">
        <AlertTitle>{t('drawer.conflict')}</AlertTitle>
        {t('drawer.conflictHint')}
        {changes.map(change => (
          <Box key={change} sx={{ overflowWrap: 'anywhere' }}>
            {change}
          </Box>
        ))}
        <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" mt={1.5}>
          <Button
            color="inherit"
            variant="outlined"
            size="small"
            onClick={takeTheirs}
          >
            {t('drawer.reload')}
          </Button>
          <Button color="inherit" size="small" onClick={keepMine}>
            {t('drawer.keepMine')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return <FailureAlert title={t('drawer.saveFailed')} error={error} />;
}

/** The field of the title. Blur, Enter and leaving the item save the text; Esc reverts it. */
function TitleField(props: {
  item: WorkItem;
  edit: ItemEdit;
  canEdit: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit } = props;
  const [draft, setDraft] = useState<{ text: string; base: WorkItem }>();
  useEffect(() => setDraft(undefined), [item.id]);
  const text = draft?.text ?? item.title;
  const isInvalid = text.trim().length === 0;

  const latest = useRef(draft);
  latest.current = draft;
  const field = useRef<HTMLTextAreaElement>(null);
  const isSaving = useRef(false);

  async function save(edited = draft) {
    const title = edited?.text.trim();
    // A blur while the save of an earlier Enter runs must not save again.
    if (!edited || !title || isSaving.current) {
      return;
    }
    if (title === edited.base.title) {
      setDraft(undefined);
      return;
    }
    isSaving.current = true;
    const result = await edit.save({ title }, edited.base);
    isSaving.current = false;
    if (result === 'failed') {
      return;
    }
    if (!latest.current || latest.current.text === edited.text) {
      setDraft(undefined);
      return;
    }
    // The user has continued to type during the request.
    const next = {
      text: latest.current.text,
      base: result === 'conflict' ? edited.base : result,
    };
    setDraft(next);
    if (field.current !== document.activeElement) {
      save(next);
    }
  }

  const hasFocus = useRef(false);
  useOnUnmount(() => {
    if (hasFocus.current) {
      void save();
    }
  });

  if (!props.canEdit) {
    return (
      <Typography
        component="h2"
        variant="h6"
        sx={{ overflowWrap: 'anywhere', m: 0 }}
      >
        {item.title}
      </Typography>
    );
  }
  return (
    <TextField
      fullWidth
      multiline
      size="small"
      label={t('field.title')}
      value={text}
      error={isInvalid}
      helperText={isInvalid ? t('drawer.titleProblem') : undefined}
      onChange={event =>
        setDraft({
          // A title has one line, even if the user pastes several lines.
          text: event.target.value.replace(/\s*\n\s*/g, ' '),
          base: draft?.base ?? item,
        })
      }
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
        void save();
      }}
      inputRef={field}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.preventDefault();
          save();
        }
        if (event.key === 'Escape' && draft) {
          event.stopPropagation();
          setDraft(undefined);
        }
      }}
      inputProps={{ maxLength: MAX_TITLE_LENGTH }}
      InputProps={{ sx: { fontWeight: 600, fontSize: '1rem' } }}
    />
  );
}

function DrawerNav(props: { neighbours: Neighbours }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { previous, next } = props.neighbours;
  useShortcut('j', () => next?.());
  useShortcut('k', () => previous?.());
  const buttons = [
    ['k', t('drawer.previous'), KeyboardArrowUpIcon, previous],
    ['j', t('drawer.next'), KeyboardArrowDownIcon, next],
  ] as const;
  return (
    <>
      {buttons.map(([key, label, Icon, go]) => (
        <TooltipIconButton
          key={key}
          size="medium"
          label={label}
          tooltip={`${label} (${key})`}
          icon={<Icon />}
          aria-keyshortcuts={key}
          // Not `disabled`: that would take the focus away from the button.
          aria-disabled={!go}
          onClick={() => go?.()}
          sx={go ? undefined : { opacity: 0.38 }}
        />
      ))}
    </>
  );
}

/**
 * Captures a `view` event in the portal's analytics, once per opened item. The portal's own
 * `navigate` events do not contain the item's title.
 */
function useReportView(
  item: Pick<WorkItem, 'id' | 'identifier' | 'title'>,
): void {
  const analytics = useAnalytics();
  const { id } = item;
  const label = useRef('');
  label.current = `${item.identifier} ${item.title}`;
  useEffect(
    () =>
      analytics.captureEvent('view', label.current, {
        attributes: { entityType: 'work_item', entityId: id },
      }),
    [analytics, id],
  );
}

export function ItemDetails(props: {
  item: WorkItem;
  /** Absent on the item's own page, which has no neighbours and cannot be closed. */
  neighbours?: Neighbours;
  onOpen: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { t: tComments } = useTranslationRef(
    callboardWorkCommentsTranslationRef,
  );
  const { item, neighbours, onOpen } = props;
  const { canChange, workspace, project } = useWorkProject();
  const getPersonName = usePersonNames([item.created_by]);
  const edit = useItemEdit(item);
  const copyLink = useCopyLink();
  const pageHref = useRouteRef(workItemRouteRef)?.({
    workspace: workspace.slug,
    identifier: item.identifier,
  });
  useReportView(item);
  const sharedProps = { item, edit, canEdit: canChange(item) };
  return (
    <Stack spacing={2.5}>
      <Box component="header">
        <Box
          sx={{
            display: 'flex',
            // In a narrow window, the buttons stay at the top.
            flexWrap: 'wrap-reverse',
            alignItems: 'center',
            whiteSpace: 'nowrap',
            mr: -1,
            mb: 1,
          }}
        >
          <Box
            component="span"
            sx={{ color: 'text.secondary', typography: 'body2', mr: 2 }}
          >
            {item.identifier}
          </Box>
          <SourceBadge item={item} />
          <Box sx={{ display: 'flex', ml: 'auto' }}>
            {neighbours && <DrawerNav neighbours={neighbours} />}
            <FollowButton
              followed={{ slug: workspace.slug, pid: project.id, iid: item.id }}
            />
            <TooltipIconButton
              size="medium"
              label={t('link.copy')}
              icon={<LinkIcon />}
              onClick={() =>
                copyLink(new URL(pageHref ?? '', window.location.href).href)
              }
            />
            {neighbours && pageHref && (
              <Tooltip title={t('drawer.openPage')}>
                <IconButton
                  component={Link}
                  to={pageHref}
                  aria-label={t('drawer.openPage')}
                >
                  <OpenInFullIcon />
                </IconButton>
              </Tooltip>
            )}
            <ItemMenu
              item={item}
              edit={edit}
              onDeleted={() => onOpen(undefined)}
            />
            {neighbours && (
              <IconButton
                aria-label={t('drawer.close')}
                onClick={() => onOpen(undefined)}
              >
                <CloseIcon />
              </IconButton>
            )}
          </Box>
        </Box>
        <TitleField {...sharedProps} />
      </Box>
      <AccessNote item={item} />
      <SaveErrorAlert edit={edit} />
      {item.archived_at && (
        <Alert severity="info">{t('drawer.archivedHint')}</Alert>
      )}
      <Section size="small" title={t('drawer.properties')}>
        <Properties item={item} edit={edit} onOpen={onOpen} />
      </Section>
      <DescriptionField {...sharedProps} />
      <SubItems item={item} onOpen={onOpen} />
      <OtherSections
        from={workItemSectionsApiRef}
        about={{ workspace, project, item }}
        resetKey={item}
      />
      <Section size="small" title={tComments('title')}>
        <ItemThread item={item} />
      </Section>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          typography: 'body2',
          color: 'text.secondary',
        }}
      >
        <PersonChip
          userRef={item.created_by}
          name={getPersonName(item.created_by)}
          workspace={workspace.slug}
        />
        <RelativeTime instant={item.created_at} />
      </Box>
    </Stack>
  );
}
