import Box from '@mui/material/Box';
import { CopyButton } from './CopyButton';

/** A text to copy as a whole, such as a secret or a URL, in a box with a copy button. @public */
export function CopyableText(props: {
  /** A word for the text, such as "secret". */
  name: string;
  text: string;
}) {
  const { name, text } = props;
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        my: 2,
        p: 1.5,
        borderRadius: 1,
        border: 1,
        borderColor: 'divider',
        bgcolor: 'action.hover',
      }}
    >
      <Box
        component="code"
        sx={{ flex: 1, overflowWrap: 'anywhere', userSelect: 'all' }}
      >
        {text}
      </Box>
      <CopyButton name={name} text={text} />
    </Box>
  );
}
