import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  findConfigProblems,
  type DashboardWithWidgets,
  type Widget,
  type Dashboard,
  endpoints,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getErrorStatus,
  getProblems,
  getQueryKey,
  toIfMatchHeader,
  useCallboardClient,
  useDebounced,
  useIsMounted,
  SideDrawer,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import {
  keepPreviousData,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { isEqual } from '../data/mergeFields';
import { WidgetBody } from '../widgets/WidgetBody';
import { WidgetFrame } from '../widgets/WidgetFrame';
import {
  hasInvalidThreshold,
  mergeWidgetDrafts,
  newWidgetDraft,
  toWidgetDraft,
  type WidgetDraft,
  type WidgetField,
} from './WidgetDraft';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { toPlainReason, WidgetForm } from './WidgetForm';

/** Loads a preview of a widget after a pause in typing, if the draft is valid. */
function usePreview(
  slug: string,
  { id, config: dashboardConfig }: Pick<Dashboard, 'id' | 'config'>,
  draft: WidgetDraft,
): UseQueryResult<WidgetData, Error> {
  const client = useCallboardClient();
  const { widget_type, config } = draft;
  const request = JSON.stringify({ dashboard_id: id, widget_type, config });
  const debouncedRequest = useDebounced(request);
  const params = { slug };
  return useQuery({
    queryKey: [
      ...getQueryKey(endpoints.previewWidget, { params }),
      debouncedRequest,
      dashboardConfig,
    ],
    queryFn: ({ signal }) =>
      client.call(endpoints.previewWidget, {
        params,
        body: JSON.parse(debouncedRequest),
        signal,
      }),
    enabled:
      widget_type !== 'text' &&
      debouncedRequest === request &&
      findConfigProblems(widget_type, config).length === 0 &&
      !hasInvalidThreshold(draft),
    placeholderData: keepPreviousData,
  });
}

const PREVIEW_HEIGHT_PX = 280;

/** The height of the preview's frame, without the content. */
const FRAME_HEIGHT_PX = 56;

function WidgetPreview(props: {
  slug: string;
  dashboard: Pick<Dashboard, 'id' | 'config'>;
  draft: WidgetDraft;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, dashboard, draft } = props;
  const query = usePreview(slug, dashboard, draft);
  const problems = findConfigProblems(draft.widget_type, draft.config);
  return (
    <Box sx={{ height: PREVIEW_HEIGHT_PX, flexShrink: 0 }} aria-live="polite">
      <WidgetFrame title={draft.title}>
        {problems.length > 0 ? (
          <Box role="alert" sx={{ typography: 'body2' }}>
            {t('form.cannot')}
            <ul>
              {problems.map(({ path, message }) => (
                <li key={path.join()}>{toPlainReason(message)}</li>
              ))}
            </ul>
          </Box>
        ) : (
          <WidgetBody
            widget={draft}
            query={query}
            height={PREVIEW_HEIGHT_PX - FRAME_HEIGHT_PX}
          />
        )}
      </WidgetFrame>
    </Box>
  );
}

const PRECONDITION_FAILED = 412;
const NOT_FOUND = 404;

type SaveProblem =
  | { name: 'failed'; message: string }
  /** Another user changed these fields; saving again overwrites their changes. */
  | { name: 'changed'; fields: WidgetField[] };

interface SavedWidget {
  widget: Widget;
  /** The previous state of the widget; undefined for a new widget. */
  before: Widget | undefined;
}

/** Saves a widget, and merges the changes that other users have saved in the meantime. */
function useSaveWidget(
  path: { slug: string; id: string },
  edited: {
    widget: Widget | undefined;
    /** The state of the widget that the draft is based on. */
    base: Widget | undefined;
    isDeleted: boolean;
  },
  /** Called with the merged draft if another user has changed the same fields. */
  onMerged: (draft: WidgetDraft) => void,
) {
  const client = useCallboardClient();
  const base = useRef(edited.base);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<SaveProblem>();
  const [wasDeleted, setWasDeleted] = useState(false);
  /** Whether another user has deleted the widget, so that saving creates a new widget. */
  const isDeleted = edited.isDeleted || wasDeleted;

  const update = async (
    draft: WidgetDraft,
  ): Promise<SavedWidget | undefined> => {
    const before = base.current!;
    const params = { ...path, wid: before.id };
    try {
      const saved = await client.call(endpoints.updateWidget, {
        params,
        body: draft,
        headers: toIfMatchHeader(before),
      });
      return { widget: saved, before };
    } catch (error) {
      if (getErrorStatus(error) !== PRECONDITION_FAILED) {
        throw error;
      }
    }
    const latest = await client.call(endpoints.getWidget, { params });
    const merged = mergeWidgetDrafts(
      toWidgetDraft(before),
      draft,
      toWidgetDraft(latest),
    );
    base.current = latest;
    if (merged.conflicts.length > 0) {
      onMerged(merged.draft);
      setProblem({ name: 'changed', fields: merged.conflicts });
      return undefined;
    }
    return update(merged.draft);
  };

  /** Resolves to the saved widget; undefined if nothing was saved. */
  const save = async (draft: WidgetDraft): Promise<SavedWidget | undefined> => {
    const isNew = isDeleted || !base.current;
    setSaving(true);
    setProblem(undefined);
    try {
      if (!isNew) {
        return await update(draft);
      }
      const created = await client.call(endpoints.createWidget, {
        params: path,
        body: { ...draft, size: edited.widget?.size },
      });
      return { widget: created, before: undefined };
    } catch (error) {
      if (!isNew && getErrorStatus(error) === NOT_FOUND) {
        setWasDeleted(true);
      } else {
        setProblem({ name: 'failed', message: getProblems(error).message });
      }
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving, problem, isDeleted, base: base.current };
}

function DiscardDialog(props: { onDiscard: () => void; onClose: () => void }) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  return (
    <FormDialog
      title={t('discard.title')}
      hint={t('discard.hint')}
      submitLabel={t('discard.confirm')}
      submitColor="error"
      isReady
      onSubmit={props.onDiscard}
      onClose={props.onClose}
    />
  );
}

function SaveProblemAlert(props: { problem: SaveProblem }) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { problem } = props;
  return problem.name === 'failed' ? (
    <Alert severity="error">
      {t('form.failed')}: {problem.message}
    </Alert>
  ) : (
    <Alert severity="warning">
      {t('form.changed', {
        fields: problem.fields
          .map(field => t(`form.changedFields.${field}`))
          .join(', '),
      })}
    </Alert>
  );
}

export interface UnsavedWidget {
  base: Widget | undefined;
  draft: WidgetDraft;
}

export function WidgetEditor(props: {
  slug: string;
  dashboard: DashboardWithWidgets;
  widget: Widget | undefined;
  isDeleted: boolean;
  /** Changes that were unsaved when the browser's Back button closed the editor. */
  unsaved: UnsavedWidget | undefined;
  /** Called with the unsaved changes; with undefined if nothing differs from the saved widget. */
  onChange: (unsaved: UnsavedWidget | undefined) => void;
  /** @param before - the previous state; undefined for a new widget */
  onSaved: (widget: Widget, before: Widget | undefined) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, dashboard, widget, onSaved, onClose, onChange } = props;
  const [restored] = useState(props.unsaved);
  const [initialDraft] = useState(() => {
    const initialBase = restored ? restored.base : widget;
    return initialBase ? toWidgetDraft(initialBase) : newWidgetDraft;
  });
  const [draft, setDraft] = useState(restored?.draft ?? initialDraft);
  const [isConfirmingDiscard, setConfirmingDiscard] = useState(false);
  const { save, isSaving, problem, isDeleted, base } = useSaveWidget(
    { slug, id: dashboard.id },
    {
      widget,
      base: restored ? restored.base : widget,
      isDeleted: props.isDeleted,
    },
    setDraft,
  );
  const isChanged = !isEqual(initialDraft, draft);
  const latestOnChange = useRef(onChange);
  latestOnChange.current = onChange;
  useEffect(
    () => latestOnChange.current(isChanged ? { base, draft } : undefined),
    [isChanged, base, draft],
  );
  const requestClose = () =>
    isChanged ? setConfirmingDiscard(true) : onClose();
  const isMounted = useIsMounted();
  const isInvalid =
    findConfigProblems(draft.widget_type, draft.config).length > 0 ||
    hasInvalidThreshold(draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) {
      return;
    }
    const saved = await save(draft);
    if (saved) {
      onSaved(saved.widget, saved.before);
      // The user may have left the editor while it saved.
      if (isMounted.current) {
        onClose();
      }
    }
  };
  const savingLabel = widget ? 'form.save' : 'form.create';
  const submitLabel = isDeleted ? 'form.addAgain' : savingLabel;
  const title = widget ? t('form.titleEdit') : t('form.titleNew');
  return (
    <SideDrawer label={title} width={480} onClose={requestClose}>
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}
      >
        <Stack spacing={2} sx={{ p: 2, flex: 1, overflow: 'auto' }}>
          <Box sx={{ display: 'flex', alignItems: 'center' }}>
            <Box component="h2" sx={{ m: 0, flex: 1, typography: 'h6' }}>
              {title}
            </Box>
            <IconButton aria-label={t('form.close')} onClick={requestClose}>
              <CloseIcon />
            </IconButton>
          </Box>
          <WidgetPreview slug={slug} dashboard={dashboard} draft={draft} />
          <WidgetForm
            slug={slug}
            project_ids={dashboard.config.project_ids}
            draft={draft}
            onChange={setDraft}
          />
        </Stack>
        <Stack spacing={1} sx={{ p: 2, borderTop: 1, borderColor: 'divider' }}>
          {isDeleted && <Alert severity="warning">{t('form.deleted')}</Alert>}
          {problem && <SaveProblemAlert problem={problem} />}
          <Button
            type="submit"
            variant="contained"
            disabled={isInvalid}
            // `disabled` would remove the focus from the button.
            aria-disabled={isSaving}
          >
            {t(submitLabel)}
          </Button>
        </Stack>
      </Box>
      {isConfirmingDiscard && (
        <DiscardDialog
          onDiscard={onClose}
          onClose={() => setConfirmingDiscard(false)}
        />
      )}
    </SideDrawer>
  );
}
