import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { LONGEST_COUNTDOWN, SHORTEST_COUNTDOWN } from './properties';

/** Haptik's own desk. */
const OWN_DESK = 'athena';

/** A chat that is handed over. https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio */
export interface HandOver {
	user_name: string;
	business_id: number;
	team_name: string;
	countdown?: number;
	receiver: string;
}

/** The hand-over of one item. @throws Failure when a field cannot be sent as it is */
export function handOverBody(fields: Fields, businessId: string): HandOver {
	const more = fields.collection('additionalFields');
	return given({
		user_name: fields.id('userName'),
		business_id: Number(businessId),
		team_name: fields.id('teamName'),
		countdown: more.optionalWhole('countdown', { min: SHORTEST_COUNTDOWN, max: LONGEST_COUNTDOWN }),
		receiver: more.optionalId('receiver') ?? OWN_DESK,
	});
}
