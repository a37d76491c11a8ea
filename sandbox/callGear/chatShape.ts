import { DateTime } from 'luxon';
import { z } from 'zod';

import { common, id } from './shape';
import { type Settings, WALL_CLOCK } from './world';

export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const PHONE = /^\d{8,15}$/;

/** A time by the clocks of the account. */
export function dateTime({ badDate }: Settings) {
	const real = (text: string) => {
		const strict = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text);
		return strict && DateTime.fromFormat(text, WALL_CLOCK, { zone: 'utc' }).isValid;
	};
	return z.string().refine(real, { params: { mnemonic: badDate } });
}

/** The params of `upload.chats`. https://callgear.github.io/data_api/communication/upload_chats/ */
export function uploadShape(settings: Settings) {
	const when = dateTime(settings);
	const message = z
		.object({
			date_time: when,
			source: z.enum(['operator', 'visitor', 'system']),
			employee_id: id.optional(),
			message: z.string().min(1),
		})
		.strict();
	const chat = z
		.object({
			start_date_time: when,
			name: z.string().optional(),
			phone: z.string().regex(PHONE).optional(),
			email: z.string().regex(EMAIL).optional(),
			status: z.enum(['lost', 'succeed', 'refused']),
			initiator: z.enum(['operator', 'visitor', 'autoinvite']).optional(),
			visitor_session_id: id.optional(),
			campaign_id: id.optional(),
			site_id: id.optional(),
			source_id: id.optional(),
			ext_id: z.string().optional(),
			messages: z.array(message),
		})
		.strict();
	const tooMany = { message: settings.tooManyChats };
	return z.object({ ...common, chats: z.array(chat).min(1).max(settings.maxChats, tooMany) }).strict();
}

export type UploadedChat = z.infer<ReturnType<typeof uploadShape>>['chats'][number];
