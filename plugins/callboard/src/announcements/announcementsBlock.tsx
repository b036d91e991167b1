import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';

/** The overview's link to the announcements. */
export const announcementsBlock = {
  title: 'Announcements',
  description: 'Announce something to people, and see how many have read it.',
  icon: <CampaignOutlinedIcon />,
  order: 650,
};
