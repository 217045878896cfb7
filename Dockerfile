FROM node:22-alpine AS build
WORKDIR /src
COPY . .
RUN npm ci
RUN npm run build

FROM node:22-alpine
COPY --from=build /src/dist/aiven-mcp /app
USER node
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/cli.js"]
# Each request brings its own token; --public-url names the address that clients use.
CMD ["--http", "--host", "0.0.0.0", "--port", "3000"]
