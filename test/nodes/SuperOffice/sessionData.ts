import { mapValues } from 'lodash';

import { type Fate, IDENTIFIER } from '../../../testkit/fates';

const RECORDS = 'Records that the flow knows: the page of chats names no list of them';

/** Numbers of records, which are typed. */
export const RECORD_IDS = Object.fromEntries(
	['contactId', 'personId', 'projectId', 'saleId', 'ticketId'].map((name) => [
		`sessionData.${name}`,
		RECORDS,
	]),
);

const asSwitch: Fate = (value) => [['true', '1'].includes(String(value).toLowerCase()) ? 'true' : 'false'];

/** Switches, which arrive as such, and numbers of records. */
export const SESSION_DATA: Record<string, Fate> = {
	...mapValues(RECORD_IDS, () => IDENTIFIER),
	'sessionData.chatbotIsActive': asSwitch,
	'sessionData.customerConsented': asSwitch,
};
