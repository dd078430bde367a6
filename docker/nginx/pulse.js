// Signs who a browser is, for a minute, with the secret that ocs-pulse has in jwt-secret-file.
import fs from 'fs';
import crypto from 'crypto';

const SECRET = fs.readFileSync('/etc/nginx/pulse-secret').toString().trim();

function part(value) {
    return Buffer.from(JSON.stringify(value)).toString('base64url');
}

// Whom the limits and the audit lines are about: a browser's session, which cannot be told from its name.
function name(request) {
    const session = request.variables.cookie_sessionid || 'nobody';
    return 'ocs-' + crypto.createHash('sha256').update(session).digest('hex').slice(0, 16);
}

function token(request) {
    const claims = {
        iss: 'nginx',
        aud: 'ocs-pulse',
        sub: name(request),
        teams: [request.variables.team],
        rights: ['dashboard'],
        exp: Math.floor(Date.now() / 1000) + 60,
    };
    const signed = part({ alg: 'HS256', typ: 'JWT' }) + '.' + part(claims);
    return signed + '.' + crypto.createHmac('sha256', SECRET).update(signed).digest('base64url');
}

export default { token };
