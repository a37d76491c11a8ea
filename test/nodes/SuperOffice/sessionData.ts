import type { Fate } from '../../../testkit/fates';

const RECORDS = 'Records that the flow knows: the page of chats names no list of them';

/** Numbers of records, which are typed. */
export const RECORD_IDS = Object.fromEntries(
	['contactId', 'personId', 'projectId', 'saleId', 'ticketId'].map((name) => [
		`sessionData.${name}`,
		RECORDS,
	]),
);

const asSwitch: Fate = (value) => [['true', '1'].includes(String(value).toLowerCase()) ? 'true' : 'false'];

/** Switches, which arrive as such. */
export const SWITCHED: Record<string, Fate> = {
	'sessionData.chatbotIsActive': asSwitch,
	'sessionData.customerConsented': asSwitch,
};
