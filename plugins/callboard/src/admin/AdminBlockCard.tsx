import { Link } from '@backstage/core-components';
import type { AdminBlock } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';

/** A block of the overview: the whole card is one link. */
export function AdminBlockCard(props: {
  block: AdminBlock;
  minHeight: number;
}) {
  const { title, description, facts, icon, to } = props.block;
  return (
    <Card variant="outlined" sx={{ flex: 1, display: 'flex' }}>
      <CardActionArea
        component={Link}
        to={to}
        underline="none"
        sx={theme => ({
          display: 'flex',
          alignItems: 'flex-start',
          justifyContent: 'flex-start',
          gap: 2,
          minHeight: props.minHeight,
          p: 2,
          color: 'text.primary',
          '&:hover': { textDecoration: 'none' },
          '&:focus-visible': {
            outline: `2px solid ${theme.palette.primary.main}`,
            outlineOffset: -2,
          },
        })}
      >
        <Box
          aria-hidden
          sx={{ display: 'flex', color: 'text.secondary', pt: 0.25 }}
        >
          {icon}
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Typography
            component="span"
            variant="subtitle1"
            display="block"
            color="text.primary"
          >
            {title}
          </Typography>
          <Typography component="span" variant="body2" color="text.secondary">
            {description}
          </Typography>
          {/* Part of the link, not a separate one. */}
          <Box component="span" sx={{ color: 'text.primary' }}>
            {facts}
          </Box>
        </Box>
      </CardActionArea>
    </Card>
  );
}
