import { STACKED } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** The title of an item: on one line, or two where rows are stacked. */
export function TitleText(props: { title: string }) {
  return (
    <Box
      title={props.title}
      sx={{
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        [STACKED]: {
          display: '-webkit-box',
          WebkitBoxOrient: 'vertical',
          WebkitLineClamp: 2,
          whiteSpace: 'normal',
          overflowWrap: 'anywhere',
        },
      }}
    >
      {props.title}
    </Box>
  );
}
