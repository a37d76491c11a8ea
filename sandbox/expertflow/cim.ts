import { z } from 'zod';

/** The rules of CIM messages: https://docs.expertflow.com/cx/4.10/message-header and the classes of https://github.com/expertflow/object-model */
const mandatory = (name: string) =>
	z
		.string({ required_error: `${name} is mandatory`, invalid_type_error: `${name} is mandatory` })
		.refine((text) => text.trim() !== '', `${name} is mandatory`);

const ATTRIBUTE_TYPES = [
	'Alphanum100',
	'AlphanumSpecial200',
	'String2000',
	'String50',
	'String100',
	'PositiveNumber',
	'IP',
	'Number',
	'PhoneNumber',
	'URL',
	'Boolean',
	'Email',
	'Password',
	'StringList',
	'WebChannelData',
] as const;

const text = z.string().nullish();
const map = z.record(z.unknown()).nullish();

const channelData = z
	.object({
		channelCustomerIdentifier: mandatory('channelCustomerIdentifier'),
		serviceIdentifier: mandatory('serviceIdentifier'),
		requestPriority: z.number().int().optional(),
		customerFirstName: z.string().nullish(),
		customerLastName: z.string().nullish(),
		additionalAttributes: z
			.array(z.object({ key: z.string(), type: z.enum(ATTRIBUTE_TYPES), value: z.unknown() }))
			.nullish(),
	})
	.passthrough();

const header = z
	.object({
		sender: z
			.object({
				id: mandatory('sender.id'),
				type: mandatory('sender.type'),
				senderName: text,
				additionalDetail: map,
			})
			.passthrough(),
		channelData,
		timestamp: z.union([z.number(), z.string().regex(/^\d+$/)]).nullish(),
		language: map,
		securityInfo: map,
		stamps: z.array(z.string()).nullish(),
		intent: text,
		entities: map,
		channelSessionId: text,
		conversationId: text,
		customer: map,
		originalMessageId: text,
		providerMessageId: text,
		schedulingMetaData: map,
		roomId: text,
	})
	.passthrough();

const attachment = z
	.object({
		mediaUrl: mandatory('mediaUrl'),
		mimeType: text,
		size: z.number().int().nullish(),
		thumbnail: text,
		mediaLabel: text,
		mediaName: text,
	})
	.passthrough();

const media = z.object({ caption: text, attachment }).passthrough();
const mediaAddress = z.object({ mediaUrl: mandatory('mediaUrl'), stickerId: text }).passthrough();

const NOTIFICATIONS = [
	'TYPING_STARTED',
	'TYPING_STOPPED',
	'CHANNEL_SESSION_STARTED',
	'CHANNEL_SESSION_ENDED',
	'CHANNEL_SESSION_EXPIRED',
	'AGENT_SUBSCRIBED',
	'AGENT_UNSUBSCRIBED',
	'AGENT_RESERVED',
	'NO_AGENT_AVAILABLE',
	'SYSTEM_ERROR',
	'CONSULT_TRANSFER',
	'CONSULT_CONFERENCE',
	'DIRECT_TRANSFER',
	'INFO',
	'WARNING',
	'TASK_ENQUEUED',
	'TASK_STATE_CHANGED',
	'PARTICIPANT_ROLE_CHANGED',
	'CHANNEL_SESSION_DATA_UPDATED',
	'ADVISOR_SUBSCRIBED',
	'ROOM_MEMBER_STATUS_CHANGED',
] as const;

/** What each type's body must hold; a type that is not here is taken as it is. */
const BODIES: Record<string, z.ZodTypeAny> = {
	PLAIN: z.object({}).passthrough(),
	IMAGE: media,
	VIDEO: media,
	AUDIO: media,
	FILE: media,
	STICKER: mediaAddress,
	URL: mediaAddress,
	LOCATION: z.object({
		location: z.object({
			latitude: z.number().min(-90).max(90),
			longitude: z.number().min(-180).max(180),
		}),
	}),
	CONTACT: z.object({
		contacts: z
			.array(
				z.object({
					name: z.object({ formattedName: mandatory('formattedName') }),
					phones: z.array(z.object({ phone: mandatory('phone') })).nullish(),
				}),
			)
			.min(1),
	}),
	NOTIFICATION: z.object({ notificationType: z.enum(NOTIFICATIONS), notificationData: map }),
	DELIVERYNOTIFICATION: z.object({
		messageId: mandatory('messageId'),
		status: z.enum(['DELIVERED', 'READ', 'CONNECTED', 'FAILED']),
		reasonCode: z.union([z.string(), z.number()]).nullish(),
	}),
};

/** Types that the server knows without rules of their own here. */
const OTHER_TYPES = new Set(
	'BUTTON CAROUSEL DELETEDNOTIFICATION ACTION VOICE WRAPUP RECEIPT TEMPLATE CUSTOM COMMENT EMAIL MULTIMEDIA'.split(
		' ',
	),
);

const messageShape = z
	.object({
		id: z.string().min(1).optional(),
		header,
		body: z.object({ type: mandatory('body.type'), markdownText: text }).passthrough(),
	})
	.passthrough();

export type CimMessage = z.infer<typeof messageShape>;

/** A message that keeps the rules, or the first rule that it breaks. */
export function readMessage(value: unknown): { message: CimMessage } | { problem: string } {
	const envelope = messageShape.safeParse(value);
	if (!envelope.success) return { problem: firstProblem(envelope.error) };
	const { type } = envelope.data.body;
	const body = Object.hasOwn(BODIES, type) ? BODIES[type].safeParse(envelope.data.body) : undefined;
	if (body && !body.success) return { problem: firstProblem(body.error) };
	const { intent, originalMessageId, providerMessageId } = envelope.data.header;
	if (intent === 'REPLY_TO' && !(originalMessageId && providerMessageId)) {
		return { problem: 'REPLY_TO needs originalMessageId and providerMessageId' };
	}
	return { message: envelope.data };
}

/** Whether the server knows the type; an unknown one becomes a generic body that no agent sees properly. */
export function isKnownType(type: string): boolean {
	return Object.hasOwn(BODIES, type) || OTHER_TYPES.has(type);
}

/** The address in a message's body that must lead to a stored file. */
export function mediaUrlOf({ body }: CimMessage): string | undefined {
	const { attachment, mediaUrl } = addressed.parse(body);
	if (body.type === 'STICKER') return mediaUrl;
	return ['IMAGE', 'VIDEO', 'AUDIO', 'FILE'].includes(body.type) ? attachment?.mediaUrl : undefined;
}

const addressed = z.object({
	mediaUrl: z.string().optional().catch(undefined),
	attachment: z.object({ mediaUrl: z.string() }).optional().catch(undefined),
});

/** In the server's words, where those are known. */
function firstProblem({ issues: [issue] }: z.ZodError): string {
	return issue.message.includes('mandatory')
		? issue.message
		: `${issue.path.join('.') || 'message'} cannot be read`;
}
