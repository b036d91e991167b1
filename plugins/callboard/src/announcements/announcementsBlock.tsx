import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';

/** The overview's link to the announcements. */
export const announcementsBlock = {
  title: 'Announcements',
  description: 'Send announcements and see how many people read them.',
  icon: <CampaignOutlinedIcon />,
  order: 650,
};
