import { Link } from '@backstage/core-components';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import { stateGroup } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  GroupIcon,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** A work item in the index of the portal's search. */
interface WorkItemDocument extends SearchDocument {
  project?: string;
  state?: string;
  stateGroup?: string;
  stateColor?: string;
}

/** The props that the portal's search passes to a result. @public */
export interface WorkItemSearchResultProps {
  result?: SearchDocument;
  highlight?: ResultHighlight;
}

function HighlightedText(props: {
  text: string;
  /** The text with the tags of `highlight` around the matches. */
  markedText?: string;
  highlight?: ResultHighlight;
}) {
  const { text, markedText, highlight } = props;
  return markedText && highlight ? (
    <HighlightedSearchResultText
      text={markedText}
      preTag={highlight.preTag}
      postTag={highlight.postTag}
    />
  ) : (
    <>{text}</>
  );
}

export function WorkItemSearchResult(props: WorkItemSearchResultProps) {
  const { highlight } = props;
  const result = props.result as WorkItemDocument | undefined;
  if (!result) {
    return null;
  }
  const { title, text, location, state, project, stateColor } = result;
  const group = stateGroup.safeParse(result.stateGroup).data;
  const context = [state, project].filter(Boolean).join(' · ');
  return (
    <CallboardProvider>
      <Box sx={{ display: 'flex', gap: 2, py: 0.5, minWidth: 0 }}>
        <Box sx={{ fontSize: 24, lineHeight: 1, pt: 0.5 }}>
          {group && <GroupIcon group={group} color={stateColor} />}
        </Box>
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Box sx={{ typography: 'h6' }}>
            <Link noTrack to={location}>
              <HighlightedText
                text={title}
                markedText={highlight?.fields.title}
                highlight={highlight}
              />
            </Link>
          </Box>
          <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
            {context}
          </Box>
          {text && (
            <Box
              sx={{
                mt: 0.5,
                typography: 'body2',
                display: '-webkit-box',
                WebkitBoxOrient: 'vertical',
                WebkitLineClamp: 3,
                overflow: 'hidden',
              }}
            >
              <HighlightedText
                text={text}
                markedText={highlight?.fields.text}
                highlight={highlight}
              />
            </Box>
          )}
        </Box>
      </Box>
    </CallboardProvider>
  );
}
