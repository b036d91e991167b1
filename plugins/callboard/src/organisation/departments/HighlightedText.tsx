import { normaliseForSearch } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** A text with the search term highlighted. */
export function HighlightedText(props: {
  text: string;
  searchTerm: string | undefined;
}) {
  const { text } = props;
  const term = normaliseForSearch(props.searchTerm?.trim() ?? '');
  // Compare letter by letter, because normalisation can change the length of a text.
  const letters = [...text];
  const folded = letters.map(normaliseForSearch);
  const from = term
    ? letters.findIndex((_, at) => folded.slice(at).join('').startsWith(term))
    : -1;
  if (from < 0) {
    return <>{text}</>;
  }
  let to = from;
  while (folded.slice(from, to).join('').length < term.length) {
    to += 1;
  }
  return (
    <>
      {letters.slice(0, from).join('')}
      <Box
        component="mark"
        sx={{ bgcolor: 'warning.light', color: '#000', borderRadius: 0.5 }}
      >
        {letters.slice(from, to).join('')}
      </Box>
      {letters.slice(to).join('')}
    </>
  );
}
