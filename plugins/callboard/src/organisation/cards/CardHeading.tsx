import Typography from '@mui/material/Typography';

/** The heading of a part of a card. */
export function CardHeading(props: { children: string }) {
  return (
    <Typography
      variant="caption"
      component="h4"
      sx={{ m: 0, mb: 0.5, color: 'text.secondary', fontWeight: 600 }}
    >
      {props.children}
    </Typography>
  );
}
