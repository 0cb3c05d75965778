package io.clientele.search.index;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param prefix in front of every topic's name; empty for none
@ConfigurationProperties("clientele.topics")
record TopicProperties(@DefaultValue("") String prefix) {}
