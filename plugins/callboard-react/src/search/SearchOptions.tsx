import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { useId, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { GroupIcon } from '../resources/badges';
import { useMe } from '../query/useCallboardQuery';
import { EntityTypeIcon } from '../resources/EntityTypeIcon';
import { callboardReactTranslationRef } from '../translation';
import type { AnyResult, ResultGroup } from './groupResults';
import { oneLine } from '../text/oneLine';

const MIDDLE_BUTTON = 1;

function SearchOption(props: {
  id: string;
  result: AnyResult;
  /** The name of the result's workspace; undefined if the person has only one. */
  workspace?: string;
  isActive: boolean;
  onActive: () => void;
  onOpen: () => void;
  onOpenInNewTab: () => void;
}) {
  const { id, result, workspace, isActive, onActive } = props;
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { type, title, subtitle } = result;
  const isCommand = type === 'command';
  const { state, mark } = isCommand ? { state: null, mark: null } : result;
  const details = [
    state?.name,
    mark && t(`find.mark.${mark}`),
    subtitle,
    workspace,
  ].filter(Boolean);
  // In dark mode, grey has too little contrast on the selected option.
  const detailColor = isActive ? 'text.primary' : 'text.secondary';
  return (
    <Box
      // Commands have no link.
      {...(isCommand ? {} : { component: Link, to: result.url })}
      id={id}
      role="option"
      aria-selected={isActive}
      // The search field keeps the focus.
      tabIndex={-1}
      onMouseMove={onActive}
      onClick={(event: React.MouseEvent) => {
        // The link is for the browser's context menu. Clicks go through the dialog, which records
        // the opened result.
        event.preventDefault();
        const isNewTab = event.ctrlKey || event.metaKey || event.shiftKey;
        (isNewTab ? props.onOpenInNewTab : props.onOpen)();
      }}
      onAuxClick={(event: React.MouseEvent) => {
        if (event.button === MIDDLE_BUTTON) {
          event.preventDefault();
          props.onOpenInNewTab();
        }
      }}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 2,
        py: 0.75,
        minHeight: 48,
        cursor: 'pointer',
        color: mark ? detailColor : 'text.primary',
        textDecoration: 'none',
        bgcolor: isActive ? 'action.selected' : undefined,
        boxShadow: isActive
          ? theme => `inset 3px 0 ${theme.palette.primary.main}`
          : undefined,
      }}
    >
      <Box
        component="span"
        sx={{ display: 'inline-flex', flexShrink: 0, fontSize: 20 }}
      >
        {renderIcon()}
      </Box>
      <Box component="span" sx={{ minWidth: 0, flexGrow: 1 }}>
        <Box component="span" sx={{ ...oneLine, display: 'block' }}>
          {title}
        </Box>
        {details.length > 0 && (
          <Box
            component="span"
            sx={{
              ...oneLine,
              display: 'block',
              typography: 'caption',
              color: detailColor,
            }}
          >
            {details.join(' · ')}
          </Box>
        )}
      </Box>
      {isCommand && result.command.keys && (
        <Box component="kbd" sx={{ typography: 'caption', color: detailColor }}>
          {result.command.keys}
        </Box>
      )}
    </Box>
  );

  function renderIcon() {
    if (isCommand) {
      return result.command.icon;
    }
    return state ? (
      <GroupIcon group={state.group} color={state.color} />
    ) : (
      <EntityTypeIcon type={type === 'person' ? 'staff' : type} />
    );
  }
}

/** The DOM id of an option, for the field's `aria-activedescendant`. */
export const getOptionId = (listId: string, index: number) =>
  `${listId}-${index}`;

export function SearchOptions(props: {
  listId: string;
  groups: readonly ResultGroup[];
  activeIndex: number;
  onActive: (index: number) => void;
  onOpen: (result: AnyResult) => void;
  onOpenInNewTab: (result: AnyResult) => void;
  /** Content below the options, such as a note that more results are loading. */
  children?: ReactNode;
}) {
  const { listId, groups, activeIndex, onActive } = props;
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { data: me } = useMe();
  const workspaces = me?.workspaces ?? [];
  const headingId = useId();
  const findWorkspaceName = ({ workspace_slug }: AnyResult) =>
    workspaces.length > 1
      ? workspaces.find(({ slug }) => slug === workspace_slug)?.name
      : undefined;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, pb: 1 }}>
      <Box
        id={listId}
        role="listbox"
        aria-label={t('find.results')}
        sx={{ overflowY: 'auto' }}
      >
        {groups.map(({ type, results, firstIndex }) => (
          <Box
            key={`${type} ${firstIndex}`}
            role="group"
            aria-labelledby={`${headingId}-${firstIndex}`}
          >
            <Box
              id={`${headingId}-${firstIndex}`}
              role="presentation"
              sx={{
                px: 2,
                pt: 1.5,
                pb: 0.5,
                typography: 'caption',
                fontWeight: 600,
                color: 'text.secondary',
              }}
            >
              {t(`find.type.${type}`)}
            </Box>
            {results.map((result, index) => (
              <SearchOption
                key={result.id}
                id={getOptionId(listId, firstIndex + index)}
                result={result}
                workspace={findWorkspaceName(result)}
                isActive={firstIndex + index === activeIndex}
                onActive={() => onActive(firstIndex + index)}
                onOpen={() => props.onOpen(result)}
                onOpenInNewTab={() => props.onOpenInNewTab(result)}
              />
            ))}
          </Box>
        ))}
      </Box>
      {props.children}
    </Box>
  );
}
