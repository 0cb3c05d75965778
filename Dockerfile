# One image per application: docker build --build-arg MODULE=api-gateway .
# docker-compose.yml builds all of them; the first stage is shared.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package

FROM eclipse-temurin:25-jre
ARG MODULE
RUN useradd --system --uid 10001 --home-dir /var/lib/clientele --create-home clientele
COPY --from=build /src/${MODULE}/target/app /opt/clientele/app
COPY --from=build /src/${MODULE}/target/${MODULE}-0.1.0-SNAPSHOT.jar /opt/clientele/application.jar
USER clientele
VOLUME /var/lib/clientele
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=70", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/clientele/application.jar"]
